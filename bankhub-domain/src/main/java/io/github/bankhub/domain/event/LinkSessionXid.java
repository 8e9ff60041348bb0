package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of one visit to the hosted page: {@code link_session_xid} in webhooks.
 *
 * <p>Opaque. Immutable, compared letter for letter, and safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record LinkSessionXid(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     holds a control character; names the field {@code link_session_xid}
   */
  public LinkSessionXid {
    Check.requireText("link_session_xid", value, "the link session's XID as SePay issued it");
  }

  /** Returns the id itself. */
  @Override
  public String toString() {
    return value;
  }
}
