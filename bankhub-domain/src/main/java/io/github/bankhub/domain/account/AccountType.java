package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;
import java.util.Locale;
import java.util.Map;

/**
 * Whose account it is: {@code account_type}. Immutable.
 *
 * <p>SePay has two words for the same type, in any case of letters: {@code individual} is {@link
 * #PERSONAL}, {@code enterprise} is {@link #BUSINESS}. Any other value is kept as it is.
 *
 * @param value {@code personal}, {@code business}, {@code household}, or what else SePay wrote
 */
public record AccountType(String value) {

  /** A person's account. */
  public static final AccountType PERSONAL = new AccountType("personal");

  /** A company's account. */
  public static final AccountType BUSINESS = new AccountType("business");

  /** A household business's account. */
  public static final AccountType HOUSEHOLD = new AccountType("household");

  /**
   * Checks the type, and writes a documented one as the constants do.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     holds a control character
   */
  public AccountType {
    value = canonical(Check.requireText("account_type", value, "a type such as personal"));
  }

  private static String canonical(String given) {
    return Map.of(
            "personal", "personal",
            "individual", "personal",
            "business", "business",
            "enterprise", "business",
            "household", "household")
        .getOrDefault(given.toLowerCase(Locale.ROOT), given);
  }

  /** Returns the type. */
  @Override
  public String toString() {
    return value;
  }
}
