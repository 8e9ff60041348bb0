package io.github.bankhub.domain.link;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of a link token: {@code xid} in the response, {@code link_token_xid} in webhooks.
 *
 * <p>It identifies the token. Unlike {@link LinkTokenSecret}, it gives no access.
 *
 * <p>Opaque: SePay's samples look like UUIDs, but real ids can differ. Immutable, case-sensitive
 * and safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record LinkTokenXid(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; names the field {@code xid}
   */
  public LinkTokenXid {
    Check.requireText("xid", value, "the link token's XID as SePay issued it");
  }

  @Override
  public String toString() {
    return value;
  }
}
