package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import io.github.bankhub.domain.text.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * The number of a bank account as SePay wrote it, possibly padded with zeros. Immutable and
 * compared exactly; {@link #matches} ignores the padding. Printing it shows at most the last four
 * characters. The number is transient, so that libraries that write fields omit it.
 */
public final class AccountNumber implements NoJsonForm {

  private static final int SHOWN = 4;

  private final transient String value;

  /**
   * Creates the number.
   *
   * @param value the whole number, not blank and without control characters
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public AccountNumber(String value) {
    this.value =
        Check.requireText("account_number", value, "the account's number as the bank writes it");
  }

  /**
   * {@return whether another number is the same but for zeros at its beginning} SePay pads the
   * number in some events. Two banks can have accounts with the same number: compare the bank too.
   *
   * @param other the other number
   */
  public boolean matches(AccountNumber other) {
    return withoutPadding().equals(other.withoutPadding());
  }

  private String withoutPadding() {
    int start = 0;
    while (start < value.length() && value.charAt(start) == '0') {
      start++;
    }
    return value.substring(start);
  }

  /** {@return the whole number} */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccountNumber that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /**
   * {@return stars and the last four characters; only stars if that would be half of the number}
   */
  @Override
  public String toString() {
    return value.length() > 2 * SHOWN
        ? "***" + PrintableText.of(value.substring(value.length() - SHOWN))
        : "***";
  }
}
