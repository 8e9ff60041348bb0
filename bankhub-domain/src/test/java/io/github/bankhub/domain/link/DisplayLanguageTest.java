package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.assertRejected;
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
    void LT_09_vietnamese_and_english_are_constants() {
      assertThat(DisplayLanguage.VIETNAMESE).hasToString("vi");
      assertThat(DisplayLanguage.ENGLISH).hasToString("en");
    }
  }

  @Nested
  class Creating {

    @ParameterizedTest
    @ValueSource(strings = {"ja", "zh-Hant", "VI"})
    void LT_09_an_unknown_value_is_preserved(String code) {
      assertThat(new DisplayLanguage(code).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_or_blank_code_is_rejected(String code) {
      assertRejected("language", () -> new DisplayLanguage(code));
    }
  }
}
