package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The short name of a bank: {@code brand_name}, such as {@code MBBank}. Immutable.
 *
 * <p>SePay's pages differ in the case of letters, so two names that differ in nothing else are
 * equal.
 *
 * @param value the name as SePay wrote it, not blank and without control characters
 */
public record BrandName(String value) {

  /**
   * Checks the name.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     holds a control character
   */
  public BrandName {
    Check.requireText("brand_name", value, "a bank's name such as MBBank");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BrandName that && folded().equals(that.folded());
  }

  @Override
  public int hashCode() {
    return folded().hashCode();
  }

  /** Returns the name as SePay wrote it. */
  @Override
  public String toString() {
    return value;
  }

  private String folded() {
    return value.toLowerCase(Locale.ROOT);
  }
}
