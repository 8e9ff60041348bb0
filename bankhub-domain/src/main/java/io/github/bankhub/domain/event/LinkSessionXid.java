package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of a link session: {@code link_session_xid} in webhooks.
 *
 * <p>Opaque. Immutable, case-sensitive and safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record LinkSessionXid(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; names the field {@code link_session_xid}
   */
  public LinkSessionXid {
    Check.requireText("link_session_xid", value, "the link session's XID as SePay issued it");
  }

  @Override
  public String toString() {
    return value;
  }
}
