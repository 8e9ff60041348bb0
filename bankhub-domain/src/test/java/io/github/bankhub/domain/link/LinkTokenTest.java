package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.HOSTED_LINK;
import static io.github.bankhub.domain.Sample.LINK_TOKEN;
import static io.github.bankhub.domain.Sample.SECRET_TEXT;
import static io.github.bankhub.domain.Sample.TOKEN_XID;
import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenTest {

  @Nested
  class Creating {

    private final LinkTokenSecret secret = LINK_TOKEN.secret();
    private final LinkTokenExpiry expiry = LINK_TOKEN.expiry();

    @Test
    void LT_11_a_token_has_its_four_parts() {
      LinkToken token = new LinkToken(TOKEN_XID, secret, HOSTED_LINK, expiry);

      assertThat(token).isEqualTo(LINK_TOKEN).hasSameHashCodeAs(LINK_TOKEN);
      assertThat(token.xid()).isEqualTo(TOKEN_XID);
      assertThat(token.hostedLink()).isEqualTo(HOSTED_LINK);
    }

    @Test
    void LT_11_each_missing_part_is_rejected_naming_its_field() {
      assertRejected("xid", () -> new LinkToken(null, secret, HOSTED_LINK, expiry));
      assertRejected("link_token", () -> new LinkToken(TOKEN_XID, null, HOSTED_LINK, expiry));
      assertRejected("hosted_link_url", () -> new LinkToken(TOKEN_XID, secret, null, expiry));
      assertRejected("expires_at", () -> new LinkToken(TOKEN_XID, secret, HOSTED_LINK, null));
    }
  }

  @Nested
  class Reading {

    @Test
    void LT_11_the_four_fields_of_a_response_are_the_four_parts() {
      assertThat(LinkToken.of(response(), VIETNAM)).isEqualTo(LINK_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xid", "link_token", "hosted_link_url"})
    void LT_11_a_required_field_that_is_missing_or_not_text_is_rejected(String field) {
      for (Object odd : List.of("", " ", List.of("a"), Map.of("a", 1))) {
        Map<String, Object> response = response();
        response.put(field, odd);
        assertRejected(field, () -> LinkToken.of(response, VIETNAM));
      }
      Map<String, Object> without = response();
      without.remove(field);
      assertRejected(field, () -> LinkToken.of(without, VIETNAM));
    }

    @Test
    void LT_14_an_expiry_in_another_format_does_not_prevent_reading_the_token() {
      for (Object odd : List.of("soon", List.of(1), Map.of("date", "x"), true)) {
        Map<String, Object> response = response();
        response.put("expires_at", odd);
        LinkToken token = LinkToken.of(response, VIETNAM);

        assertThat(token.hostedLink()).isEqualTo(HOSTED_LINK);
        assertThat(token.expiry().instant()).isEmpty();
        assertThat(token.expiry().text()).isEqualTo(odd.toString());
      }
    }

    @Test
    void LT_14_a_missing_expiry_is_an_empty_text() {
      Map<String, Object> response = response();
      response.put("expires_at", null);
      assertThat(LinkToken.of(response, VIETNAM).expiry().text()).isEmpty();
    }

    private Map<String, Object> response() {
      return new HashMap<>(
          Map.of(
              "xid",
              TOKEN_XID.value(),
              "link_token",
              SECRET_TEXT,
              "hosted_link_url",
              HOSTED_LINK.uri().toString(),
              "expires_at",
              EXPIRY_TEXT));
    }
  }

  @Nested
  class Expiring {

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void LT_19_a_token_has_expired_from_its_expiry_on(long nanosecondsAfter, boolean expired) {
      assertThat(LINK_TOKEN.hasExpiredAt(EXPIRY.plusNanos(nanosecondsAfter))).isEqualTo(expired);
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_shows_what_is_safe_to_log() {
      assertThat(LINK_TOKEN)
          .hasToString(
              "LinkToken[xid=%s, secret=***, hostedLink=https://bankhub.sepay.vn/***, expiry=%s]",
              TOKEN_XID, EXPIRY);
    }
  }
}
