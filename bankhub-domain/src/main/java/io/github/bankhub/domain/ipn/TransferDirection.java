package io.github.bankhub.domain.ipn;

import java.util.Locale;
import java.util.Optional;

/** Whether money came in or went out: {@code transfer_type}. */
public enum TransferDirection {
  /** Money came in: {@code credit}, elsewhere {@code in}. */
  CREDIT("credit", "in"),
  /** Money went out: {@code debit}, elsewhere {@code out}. */
  DEBIT("debit", "out");

  private final String word;
  private final String otherWord;

  TransferDirection(String word, String otherWord) {
    this.word = word;
    this.otherWord = otherWord;
  }

  /**
   * Reads a direction.
   *
   * @param text either of SePay's words, in any case
   * @return the direction; empty for any other text
   */
  public static Optional<TransferDirection> read(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    for (TransferDirection direction : values()) {
      if (lowerCase.equals(direction.word) || lowerCase.equals(direction.otherWord)) {
        return Optional.of(direction);
      }
    }
    return Optional.empty();
  }
}
