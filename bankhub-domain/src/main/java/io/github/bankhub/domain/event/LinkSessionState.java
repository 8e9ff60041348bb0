package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.Check;

/**
 * How far a visit to the hosted page has come: {@code state}. Immutable.
 *
 * <p>The constants are what SePay documents; any other value is kept as it is. Source: pages
 * "Webhook events" and "Get a link token".
 *
 * @param value the state as SePay wrote it
 */
public record LinkSessionState(String value) {

  /** Nothing chosen yet. */
  public static final LinkSessionState PENDING = new LinkSessionState("PENDING");

  /** Linking: bank and account type are chosen. */
  public static final LinkSessionState REQUEST_BANK_ACCOUNT_LINK =
      new LinkSessionState("REQUEST_BANK_ACCOUNT_LINK");

  /** Linking: the account is named and the bank's code is asked for. */
  public static final LinkSessionState CONFIRM_BANK_ACCOUNT_LINK =
      new LinkSessionState("CONFIRM_BANK_ACCOUNT_LINK");

  /** Linking: done. */
  public static final LinkSessionState FINISHED_BANK_ACCOUNT_LINK =
      new LinkSessionState("FINISHED_BANK_ACCOUNT_LINK");

  /** Unlinking: confirmation is asked for. */
  public static final LinkSessionState REQUEST_BANK_ACCOUNT_UNLINK =
      new LinkSessionState("REQUEST_BANK_ACCOUNT_UNLINK");

  /**
   * Checks the state.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     holds a control character
   */
  public LinkSessionState {
    Check.requireText("state", value, "a state such as PENDING");
  }

  /** Returns the state. */
  @Override
  public String toString() {
    return value;
  }
}
