package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of an event: {@code xid} of a webhook. A repeated webhook has the same id.
 *
 * <p>Opaque. Immutable, case-sensitive and safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record EventXid(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; names the field {@code xid}
   */
  public EventXid {
    Check.requireText("xid", value, "the event's XID as SePay issued it");
  }

  @Override
  public String toString() {
    return value;
  }
}
