package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of a linked bank account in Bank Hub: {@code bank_account_xid}.
 *
 * <p>Opaque: SePay's samples look like UUIDs, but real ids can differ. Immutable, case-sensitive
 * and safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record BankAccountXid(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; names the field {@code bank_account_xid}
   */
  public BankAccountXid {
    Check.requireText(
        "bank_account_xid", value, "the bank account's XID as the bank account list shows it");
  }

  @Override
  public String toString() {
    return value;
  }
}
