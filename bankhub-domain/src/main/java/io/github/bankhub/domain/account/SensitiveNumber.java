package io.github.bankhub.domain.account;

import io.github.bankhub.domain.auth.Secret;

/**
 * A number that is personal data, such as that of an identity card or a phone. Immutable and
 * compared exactly. Printing it shows only stars.
 */
public final class SensitiveNumber extends Secret {

  /**
   * Creates the number.
   *
   * @param value the whole number, not blank and without control characters
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; never shows it
   */
  public SensitiveNumber(String value) {
    super("number", value);
  }
}
