package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of a virtual account in Bank Hub.
 *
 * <p>Opaque. Immutable, case-sensitive and safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record VirtualAccountXid(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; names the field {@code xid}
   */
  public VirtualAccountXid {
    Check.requireText("xid", value, "the virtual account's XID as SePay issued it");
  }

  @Override
  public String toString() {
    return value;
  }
}
