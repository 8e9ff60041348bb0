package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;

/**
 * A number that is personal data, such as that of an identity card or a phone. Immutable and
 * compared exactly. Printing it shows only stars.
 *
 * @param value the whole number, not blank and without control characters
 */
public record SensitiveNumber(String value) {

  /**
   * Checks the number.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public SensitiveNumber {
    Check.requireText("number", value, "the number as SePay wrote it");
  }

  /** {@return stars} */
  @Override
  public String toString() {
    return "***";
  }
}
