package io.github.bankhub.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @Nested
  class Writing {

    @ParameterizedTest
    @CsvSource({"WEB, 0", "MOBILE_APP, 1"})
    void LT_08_a_platform_is_sent_as_a_number(Platform platform, int code) {
      assertThat(platform.code()).isEqualTo(code);
    }
  }
}
