package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurposeTest {

  @Nested
  class Naming {

    @Test
    void LT_04_the_purposes_are_the_two_documented_ones() {
      assertThat(Purpose.values())
          .extracting(Purpose::name)
          .containsExactly("LINK_BANK_ACCOUNT", "UNLINK_BANK_ACCOUNT");
    }
  }

  @Nested
  class Parsing {

    @ParameterizedTest
    @EnumSource
    void LT_04_each_purpose_is_read_from_its_name(Purpose purpose) {
      assertThat(Purpose.parse(purpose.name())).isSameAs(purpose);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "LINK", "link_bank_account", "LİNK_BANK_ACCOUNT", "LINK_BANK_ACCOUNT "})
    void LT_04_any_other_text_is_rejected_naming_the_two_purposes(String text) {
      assertRejected("purpose", () -> Purpose.parse(text))
          .hasMessage(
              "purpose is \"%s\"; expected one of LINK_BANK_ACCOUNT, UNLINK_BANK_ACCOUNT", text);
    }

    @Test
    void LT_04_a_missing_purpose_is_rejected_as_required() {
      assertRejected("purpose", () -> Purpose.parse(null)).hasMessageContaining("is required");
    }
  }
}
