package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import org.jspecify.annotations.Nullable;

/**
 * A number that is personal data, such as that of an identity card or a phone. Immutable and
 * compared exactly. Printing it shows only stars. The number is transient, so that libraries that
 * write fields omit it.
 */
public final class SensitiveNumber implements NoJsonForm {

  private final transient String value;

  /**
   * Creates the number.
   *
   * @param value the whole number, not blank and without control characters
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public SensitiveNumber(String value) {
    this.value = Check.requireText("number", value, "the number as SePay wrote it");
  }

  /** {@return the whole number} */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SensitiveNumber that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** {@return stars} */
  @Override
  public String toString() {
    return "***";
  }
}
