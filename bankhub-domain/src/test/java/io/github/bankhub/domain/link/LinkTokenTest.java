package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.HOSTED_LINK;
import static io.github.bankhub.domain.Sample.LINK_TOKEN;
import static io.github.bankhub.domain.Sample.TOKEN_XID;
import static io.github.bankhub.domain.Sample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTokenTest {

  @Nested
  class Making {

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
    void LT_11_each_absent_part_is_refused_by_the_name_of_its_field() {
      assertRefused("xid", () -> new LinkToken(null, secret, HOSTED_LINK, expiry));
      assertRefused("link_token", () -> new LinkToken(TOKEN_XID, null, HOSTED_LINK, expiry));
      assertRefused("hosted_link_url", () -> new LinkToken(TOKEN_XID, secret, null, expiry));
      assertRefused("expires_at", () -> new LinkToken(TOKEN_XID, secret, HOSTED_LINK, null));
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
