package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.Check;

/**
 * The state of a link session: {@code state}. Immutable.
 *
 * <p>The constants are the documented states. Any other value is preserved. Source: pages "Webhook
 * events" and "Get a link token".
 *
 * @param value the state as SePay wrote it
 */
public record LinkSessionState(String value) {

  /** Nothing is chosen yet. */
  public static final LinkSessionState PENDING = new LinkSessionState("PENDING");

  /** Linking: bank and account type are chosen. */
  public static final LinkSessionState REQUEST_BANK_ACCOUNT_LINK =
      new LinkSessionState("REQUEST_BANK_ACCOUNT_LINK");

  /** Linking: the account is entered, and the page asks for the bank's code. */
  public static final LinkSessionState CONFIRM_BANK_ACCOUNT_LINK =
      new LinkSessionState("CONFIRM_BANK_ACCOUNT_LINK");

  /** Linking: completed. */
  public static final LinkSessionState FINISHED_BANK_ACCOUNT_LINK =
      new LinkSessionState("FINISHED_BANK_ACCOUNT_LINK");

  /** Unlinking: the page asks for confirmation. */
  public static final LinkSessionState REQUEST_BANK_ACCOUNT_UNLINK =
      new LinkSessionState("REQUEST_BANK_ACCOUNT_UNLINK");

  /**
   * Checks the state.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public LinkSessionState {
    Check.requireText("state", value, "a state such as PENDING");
  }

  @Override
  public String toString() {
    return value;
  }
}
