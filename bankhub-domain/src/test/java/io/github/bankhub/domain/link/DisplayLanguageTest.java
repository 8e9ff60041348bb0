package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayLanguageTest {

  @Nested
  class Naming {

    @Test
    void LT_09_vietnamese_and_english_are_named() {
      assertThat(DisplayLanguage.VIETNAMESE).hasToString("vi");
      assertThat(DisplayLanguage.ENGLISH).hasToString("en");
    }
  }

  @Nested
  class Making {

    @ParameterizedTest
    @ValueSource(strings = {"ja", "zh-Hant", "VI"})
    void LT_09_a_value_unknown_today_is_kept_as_it_is(String code) {
      assertThat(new DisplayLanguage(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void an_absent_or_blank_code_is_refused(String code) {
      assertRefused("language", () -> new DisplayLanguage(code));
    }
  }
}
