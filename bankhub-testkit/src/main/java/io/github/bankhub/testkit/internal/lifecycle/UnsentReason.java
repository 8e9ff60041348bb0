package io.github.bankhub.testkit.internal.lifecycle;

/**
 * Why a message is not to be sent. Immutable.
 *
 * @param text the reason in words, with what the kind does not say
 */
public record UnsentReason(Kind kind, String text) {

  /** The demo page has a text in its language for each kind that an IPN can have. */
  public enum Kind {
    COMPANY_NOT_ACTIVE,
    NO_TRANSACTION_AMOUNT,
    NO_DEBITS_OF_BANK,
    NO_KEYWORD,
    NO_RECEIVER,
    SWITCHED_OFF,
    EVENT_NOT_ALLOWED
  }
}
