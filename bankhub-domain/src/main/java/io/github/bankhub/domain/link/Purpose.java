package io.github.bankhub.domain.link;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The purpose of a link token: {@code purpose}. The constants have the names that SePay uses. */
public enum Purpose {
  /** Linking a bank account to a company. */
  LINK_BANK_ACCOUNT,
  /** Unlinking a bank account that is linked to a company. */
  UNLINK_BANK_ACCOUNT;

  private static final String EXPECTED = "one of LINK_BANK_ACCOUNT, UNLINK_BANK_ACCOUNT";

  /** {@return the purpose that a text names, in capitals; empty for any other text} */
  public static Optional<Purpose> read(@Nullable String text) {
    if (LINK_BANK_ACCOUNT.name().equals(text)) {
      return Optional.of(LINK_BANK_ACCOUNT);
    }
    return UNLINK_BANK_ACCOUNT.name().equals(text)
        ? Optional.of(UNLINK_BANK_ACCOUNT)
        : Optional.empty();
  }

  /**
   * {@return the purpose that a text names}
   *
   * @param text the purpose exactly as SePay spells it, in capitals
   * @throws InvalidFieldException if the text is null or anything else; lists the two purposes
   */
  public static Purpose parse(@Nullable String text) {
    return read(text)
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    "purpose", text == null ? "is required" : "is \"" + text + "\"", EXPECTED));
  }
}
