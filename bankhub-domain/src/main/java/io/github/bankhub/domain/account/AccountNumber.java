package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;

/**
 * The number of a bank account as SePay wrote it, which may be padded with zeros. Immutable and
 * compared letter for letter; printing it shows the last four characters at most.
 *
 * @param value the whole number, not blank and without control characters
 */
public record AccountNumber(String value) {

  private static final int SHOWN = 4;

  /**
   * Checks the number.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     holds a control character
   */
  public AccountNumber {
    Check.requireText("account_number", value, "the account's number as the bank writes it");
  }

  /** Returns stars and the last four characters, or stars alone if that would be half of it. */
  @Override
  public String toString() {
    return value.length() > 2 * SHOWN ? "***" + value.substring(value.length() - SHOWN) : "***";
  }
}
