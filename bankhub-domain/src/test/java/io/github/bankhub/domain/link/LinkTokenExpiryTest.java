package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenExpiryTest {

  @Nested
  class Reading {

    @Test
    void LT_12_the_assumed_zone_is_vietnam_regardless_of_the_machine() {
      assertThat(VIETNAM).hasToString("Asia/Ho_Chi_Minh");
      assertThat(LinkTokenExpiry.read(EXPIRY_TEXT, VIETNAM).instant()).hasValue(EXPIRY);
    }

    @Test
    void LT_12_the_assumed_zone_can_be_overridden() {
      assertThat(LinkTokenExpiry.read(EXPIRY_TEXT, ZoneOffset.UTC).instant())
          .hasValue(Instant.parse("2025-10-25T15:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "soon",
          "2025-10-25",
          "2025-02-29 15:04:05",
          "2025-10-25 24:00:00",
          "2025-10-25T15:04:05+25:00",
          "-1761379445"
        })
    void LT_14_an_unreadable_text_is_preserved_and_the_instant_unknown(String text) {
      LinkTokenExpiry expiry = LinkTokenExpiry.read(text, VIETNAM);

      assertThat(expiry.instant()).isEmpty();
      assertThat(expiry.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2025-10-25T15:04:05",
          "2025-10-25 15:04:05.000",
          " 2025-10-25 15:04:05",
          "2025-10-25T15:04:05+07:00",
          "2025-10-25T15:04:05+0700",
          "2025-10-25T08:04:05Z",
          "1761379445"
        })
    void LT_12_other_documented_formats_are_read_and_the_text_is_preserved(String text) {
      LinkTokenExpiry expiry = LinkTokenExpiry.read(text, VIETNAM);

      assertThat(expiry.instant()).hasValue(EXPIRY);
      assertThat(expiry.text()).isEqualTo(text);
    }

    @Test
    void LT_12_an_offset_in_the_text_overrides_the_zone() {
      assertThat(LinkTokenExpiry.read("2025-10-25T15:04:05+07:00", ZoneOffset.UTC).instant())
          .hasValue(EXPIRY);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void LT_14_a_missing_text_is_empty_and_the_instant_unknown(String text) {
      LinkTokenExpiry expiry = LinkTokenExpiry.read(text, VIETNAM);

      assertThat(expiry.instant()).isEmpty();
      assertThat(expiry.text()).isEmpty();
    }
  }

  @Nested
  class Writing {

    @Test
    void LT_12_an_instant_is_written_in_the_documented_format() {
      assertThat(LinkTokenExpiry.at(EXPIRY, VIETNAM))
          .isEqualTo(LinkTokenExpiry.read(EXPIRY_TEXT, VIETNAM));
    }

    @Test
    void only_the_instant_has_fractions_of_a_second() {
      LinkTokenExpiry expiry = LinkTokenExpiry.at(EXPIRY.plusMillis(7), VIETNAM);

      assertThat(expiry.text()).isEqualTo(EXPIRY_TEXT);
      assertThat(expiry.instant()).hasValue(EXPIRY.plusMillis(7));
    }
  }

  @Nested
  class Accepting {

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void LT_19_the_expiry_has_passed_from_its_instant_on(long nanosecondsAfter, boolean passed) {
      assertThat(
              LinkTokenExpiry.read(EXPIRY_TEXT, VIETNAM)
                  .hasPassedAt(EXPIRY.plusNanos(nanosecondsAfter)))
          .isEqualTo(passed);
    }

    @Test
    void LT_19_an_unknown_expiry_never_passes() {
      assertThat(LinkTokenExpiry.read("soon", VIETNAM).hasPassedAt(Instant.MAX)).isFalse();
    }
  }

  @Nested
  class Comparing {

    private final LinkTokenExpiry expiry = LinkTokenExpiry.read(EXPIRY_TEXT, VIETNAM);

    @Test
    void the_same_text_and_instant_are_equal() {
      LinkTokenExpiry same = LinkTokenExpiry.read(EXPIRY_TEXT, VIETNAM);

      assertThat(expiry).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @Test
    void another_text_or_instant_is_not_equal() {
      assertThat(expiry)
          .isNotEqualTo(LinkTokenExpiry.read(EXPIRY_TEXT, ZoneOffset.UTC))
          .isNotEqualTo(LinkTokenExpiry.at(EXPIRY, ZoneOffset.UTC))
          .isNotEqualTo(EXPIRY);
    }
  }

  @Nested
  class Printing {

    @Test
    void shows_the_instant_or_the_unreadable_text() {
      assertThat(LinkTokenExpiry.read(EXPIRY_TEXT, VIETNAM)).hasToString("2025-10-25T08:04:05Z");
      assertThat(LinkTokenExpiry.read("soon", VIETNAM)).hasToString("unknown, \"soon\"");
    }
  }
}
