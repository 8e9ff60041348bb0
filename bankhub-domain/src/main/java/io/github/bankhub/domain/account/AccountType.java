package io.github.bankhub.domain.account;

import io.github.bankhub.domain.internal.Check;
import java.util.Locale;
import java.util.Map;

/**
 * The type of a bank account: {@code account_type}. It says who holds the account. Immutable.
 *
 * <p>SePay uses two words for the same type, in any case: {@code individual} is {@link #PERSONAL},
 * {@code enterprise} is {@link #BUSINESS}. Any other value is preserved.
 *
 * @param value {@code personal}, {@code business}, {@code household}, or another value from SePay
 */
public record AccountType(String value) {

  /** A person's account. */
  public static final AccountType PERSONAL = new AccountType("personal");

  /** A company's account. */
  public static final AccountType BUSINESS = new AccountType("business");

  /** A household business's account. */
  public static final AccountType HOUSEHOLD = new AccountType("household");

  /**
   * Checks the type, and replaces a documented value by that of its constant.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public AccountType {
    value = canonical(Check.requireText("account_type", value, "a type such as personal"));
  }

  private static String canonical(String text) {
    return Map.of(
            "personal", "personal",
            "individual", "personal",
            "business", "business",
            "enterprise", "business",
            "household", "household")
        .getOrDefault(text.toLowerCase(Locale.ROOT), text);
  }

  @Override
  public String toString() {
    return value;
  }
}
