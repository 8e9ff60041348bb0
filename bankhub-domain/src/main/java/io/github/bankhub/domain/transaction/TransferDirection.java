package io.github.bankhub.domain.transaction;

import java.util.Optional;
import java.util.stream.Stream;

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
   * {@return {@code credit} or {@code debit}, the word of an IPN and of a simulated transaction}
   */
  public String creditOrDebit() {
    return word;
  }

  /** {@return {@code in} or {@code out}, the word of the list of transactions} */
  public String inOrOut() {
    return otherWord;
  }

  /** {@return the direction of either of SePay's words, in any case; empty for any other text} */
  public static Optional<TransferDirection> read(String text) {
    return Stream.of(values())
        .filter(it -> it.word.equalsIgnoreCase(text) || it.otherWord.equalsIgnoreCase(text))
        .findFirst();
  }
}
