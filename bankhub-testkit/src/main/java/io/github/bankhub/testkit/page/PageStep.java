package io.github.bankhub.testkit.page;

/**
 * The step of a hosted link: the screen that it shows, or the reason why it is closed.
 *
 * <p>SePay documents the states of a session, but not the screens. The documented order of events
 * needs these steps. Source: page "Webhook events".
 */
public enum PageStep {
  /** No user has opened the link yet. */
  UNOPENED("has not been opened", true),
  /** Linking: the page asks for the bank and the account type. */
  CHOOSE_BANK("asks for the bank", true),
  /** Linking: the page asks for account number, identification number and phone number. */
  ENTER_ACCOUNT("asks for the account", true),
  /** Unlinking: the page asks whether to unlink. */
  CONFIRM_UNLINK("asks whether to unlink", true),
  /** The page asks for the bank's one-time password. */
  ENTER_OTP("asks for the one-time password", true),
  /** The user left; the link can be opened again. */
  ABANDONED("was left; it can be opened again", true),
  /** The session expired; the link can be opened again. */
  SESSION_EXPIRED("has an expired session; it can be opened again", true),
  /** The account is linked. The link is used up. */
  LINKED("has linked the account and is used up", false),
  /** The account is unlinked at the bank. The link is used up. */
  UNLINKED("has unlinked the account and is used up", false),
  /** The account is inactivated at SePay, but still linked at the bank. The link is used up. */
  INACTIVATED("has inactivated the account and is used up", false),
  /** The bank rejected the user. The link is used up. */
  FAILED("has failed and is used up", false),
  /** The merchant revoked the link. */
  REVOKED("was revoked", false),
  /** The link expired. */
  EXPIRED("has expired", false);

  private final String text;
  private final boolean open;

  PageStep(String text, boolean open) {
    this.text = text;
    this.open = open;
  }

  /** {@return whether the link can still be used; otherwise the user needs a new link token} */
  public boolean isOpen() {
    return open;
  }

  /** {@return whether a user is in the page: a session is active} */
  public boolean isVisited() {
    return open && this != UNOPENED && this != ABANDONED && this != SESSION_EXPIRED;
  }

  /**
   * {@return whether the user has finished, with success or failure} The page then sends the
   * browser to the completion redirect. Assumed for failure: SePay says "after completion", and
   * that failure completes.
   */
  public boolean isCompleted() {
    return this == LINKED || this == UNLINKED || this == INACTIVATED || this == FAILED;
  }

  /** {@return the step in words, to follow "the link", such as "was revoked"} */
  public String text() {
    return text;
  }
}
