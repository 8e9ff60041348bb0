package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;

/**
 * The number of a bank account as SePay wrote it, possibly padded with zeros. Immutable and
 * compared exactly. Printing it shows at most the last four characters.
 *
 * @param value the whole number, not blank and without control characters
 */
public record AccountNumber(String value) {

  private static final int SHOWN = 4;

  /**
   * Checks the number.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public AccountNumber {
    Check.requireText("account_number", value, "the account's number as the bank writes it");
  }

  /**
   * {@return stars and the last four characters; only stars if that would be half of the number}
   */
  @Override
  public String toString() {
    return value.length() > 2 * SHOWN ? "***" + value.substring(value.length() - SHOWN) : "***";
  }
}
