package io.github.bankhub.domain.auth;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

  private static final Instant ISSUED = Instant.parse("2025-10-25T08:00:00Z");
  private static final Instant EXPIRES = ISSUED.plusSeconds(60);

  @Nested
  class Creating {

    @Test
    void has_token_and_validity_period() {
      AccessToken token = new AccessToken("eyJ0.eyJz-_~+/=", ISSUED, EXPIRES);

      assertThat(token.reveal()).isEqualTo("eyJ0.eyJz-_~+/=");
      assertThat(token.issuedAt()).isEqualTo(ISSUED);
      assertThat(token.expiresAt()).isEqualTo(EXPIRES);
      assertThat(token.lifetime()).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_or_blank_token_is_rejected(String value) {
      assertRejected("access_token", () -> new AccessToken(value, ISSUED, EXPIRES))
          .hasMessageContaining("is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "token ", "tokèn", "token\u0080"})
    void a_token_that_is_not_valid_in_a_header_is_rejected(String value) {
      assertRejected("access_token", () -> new AccessToken(value, ISSUED, EXPIRES));
    }

    @Test
    void a_missing_end_of_the_period_is_rejected() {
      assertRejected("issued_at", () -> new AccessToken("token", null, EXPIRES));
      assertRejected("expires_at", () -> new AccessToken("token", ISSUED, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void an_empty_or_negative_period_is_rejected(long seconds) {
      assertRejected(
              "expires_at", () -> new AccessToken("token", ISSUED, ISSUED.plusSeconds(seconds)))
          .hasMessageContaining("an instant after 2025-10-25T08:00:00Z");
    }
  }

  @Nested
  class Reading {

    @Test
    void AT_05_the_lifetime_counts_from_the_request() {
      AccessToken token = AccessToken.of(Map.of("access_token", "t", "ttl", 60), ISSUED);

      assertThat(token.reveal()).isEqualTo("t");
      assertThat(token.issuedAt()).isEqualTo(ISSUED);
      assertThat(token.expiresAt()).isEqualTo(EXPIRES);
    }

    @ParameterizedTest
    @CsvSource({
      "60000, 60000",
      "1, 1",
      "1.9, 1",
      "0.9, 300",
      "0, 300",
      "-5, 300",
      "soon, 300",
      "86401, 86400",
      "99999999999999999999, 86400",
      "1e300, 86400",
      "-1e300, 300",
      "1e-300, 300",
      "99999999999999999999999999999999999999999999, 300"
    })
    void AT_05_any_ttl_gives_a_lifetime(String ttl, long seconds) {
      assertThat(AccessToken.of(Map.of("access_token", "t", "ttl", ttl), ISSUED).lifetime())
          .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void AT_05_no_ttl_gives_five_minutes() {
      assertThat(AccessToken.of(Map.of("access_token", "t"), ISSUED).lifetime())
          .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_response_without_a_usable_token_is_rejected() {
      assertRejected("access_token", () -> AccessToken.of(Map.of("ttl", 5), ISSUED));
      assertRejected("access_token", () -> AccessToken.of(Map.of("access_token", "a b"), ISSUED));
    }
  }

  @Nested
  class Expiring {

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void expires_after_the_last_nanosecond_of_the_period(long nanosecondsAfter, boolean expired) {
      AccessToken token = new AccessToken("token", ISSUED, EXPIRES);

      assertThat(token.hasExpiredAt(EXPIRES.plusNanos(nanosecondsAfter))).isEqualTo(expired);
    }
  }

  @Nested
  class Comparing {

    @Test
    void the_validity_period_is_ignored() {
      assertThat(new AccessToken("token", ISSUED, EXPIRES))
          .isEqualTo(new AccessToken("token", ISSUED.minusSeconds(1), EXPIRES.plusSeconds(1)))
          .isNotEqualTo(new AccessToken("other", ISSUED, EXPIRES));
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_shows_the_validity_period_and_masks_the_token() {
      assertThat(new AccessToken("token", ISSUED, EXPIRES))
          .hasToString("AccessToken[***, 2025-10-25T08:00:00Z to 2025-10-25T08:01:00Z]");
    }
  }
}
