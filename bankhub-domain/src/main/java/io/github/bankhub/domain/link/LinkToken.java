package io.github.bankhub.domain.link;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.internal.JsonFields;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link token, which opens the hosted page for one use.
 *
 * <p>Immutable. Printing it masks the secret and the link. After success or failure, a new one is
 * needed. Source: page "Create Link Token API".
 *
 * @param xid the token's id: {@code xid}; in webhooks it is {@code link_token_xid}
 * @param secret the token itself: {@code link_token}
 * @param hostedLink the page to open: {@code hosted_link_url}
 * @param expiry when the token expires: {@code expires_at}
 */
public record LinkToken(
    LinkTokenXid xid, LinkTokenSecret secret, HostedLink hostedLink, LinkTokenExpiry expiry) {

  /**
   * Checks that all four are present.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if one is null; names its field
   */
  public LinkToken {
    String expected = "the field from SePay's response";
    Check.requirePresent("xid", xid, expected);
    Check.requirePresent("link_token", secret, expected);
    Check.requirePresent("hosted_link_url", hostedLink, expected);
    Check.requirePresent("expires_at", expiry, expected);
  }

  /**
   * {@return the link token in a response; its expiry is unknown if {@code expires_at} is missing
   * or unreadable}
   *
   * @param response the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code xid}, {@code
   *     link_token} or {@code hosted_link_url} is missing or unreadable; shows no value
   */
  public static LinkToken of(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    JsonFields fields = JsonFields.uncopied(response, zone);
    Object expiresAt = fields.values().get("expires_at");
    return new LinkToken(
        fields.required("xid", LinkTokenXid::new),
        fields.required("link_token", LinkTokenSecret::new),
        fields.required("hosted_link_url", HostedLink::of),
        LinkTokenExpiry.read(Objects.toString(expiresAt, ""), zone));
  }

  /**
   * Whether the token's time is over. Use or revocation can end it earlier.
   *
   * @param now the instant to compare with
   * @return true from the expiry on; always false if the expiry is unknown
   */
  public boolean hasExpiredAt(Instant now) {
    return expiry.hasPassedAt(now);
  }
}
