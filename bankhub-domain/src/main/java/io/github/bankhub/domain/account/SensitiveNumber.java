package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;

/**
 * A number that belongs to a person, such as that of an identity card or a phone. Immutable and
 * compared letter for letter; printing it shows nothing of it.
 *
 * @param value the whole number, not blank and without control characters
 */
public record SensitiveNumber(String value) {

  /**
   * Checks the number.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     holds a control character
   */
  public SensitiveNumber {
    Check.requireText("number", value, "the number as SePay wrote it");
  }

  /** Returns stars. */
  @Override
  public String toString() {
    return "***";
  }
}
