package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The short name of a bank: {@code brand_name}, such as {@code MBBank}. Immutable.
 *
 * <p>SePay's pages write the same name in different cases, so the comparison ignores case.
 *
 * @param value the name as SePay wrote it, not blank and without control characters
 */
public record BrandName(String value) {

  /**
   * Checks the name.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public BrandName {
    Check.requireText("brand_name", value, "a bank's name such as MBBank");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BrandName that && lowerCase().equals(that.lowerCase());
  }

  @Override
  public int hashCode() {
    return lowerCase().hashCode();
  }

  /** {@return the name as SePay wrote it} */
  @Override
  public String toString() {
    return value;
  }

  private String lowerCase() {
    return value.toLowerCase(Locale.ROOT);
  }
}
