package io.github.bankhub.testkit.page;

/**
 * Where a hosted link stands: the screen that it shows, or the reason why it opens no more.
 *
 * <p>SePay documents the states of a session and not the screens; the steps here are those that the
 * documented order of events needs. Source: page "Webhook events".
 */
public enum PageStep {
  /** Nobody has opened the link yet. */
  UNOPENED("has not been opened", true),
  /** Linking: the bank and the type of account are asked for. */
  CHOOSE_BANK("asks for the bank", true),
  /** Linking: the account's number, the identification number and the phone are asked for. */
  ENTER_ACCOUNT("asks for the account", true),
  /** Unlinking: the user is asked whether to unlink. */
  CONFIRM_UNLINK("asks whether to unlink", true),
  /** The bank's one-time password is asked for. */
  ENTER_OTP("asks for the one-time password", true),
  /** The user left; the link can be opened again. */
  ABANDONED("was left; it can be opened again", true),
  /** The visit lasted too long; the link can be opened again. */
  SESSION_EXPIRED("has lost its session to the time; it can be opened again", true),
  /** The account is linked. The link is used up. */
  LINKED("has linked the account and is used up", false),
  /** The account is unlinked at the bank. The link is used up. */
  UNLINKED("has unlinked the account and is used up", false),
  /** The account is switched off at SePay alone. The link is used up. */
  INACTIVATED("has switched the account off and is used up", false),
  /** The bank refused for good. The link is used up. */
  FAILED("has failed and is used up", false),
  /** The merchant revoked the link. */
  REVOKED("was revoked", false),
  /** The link's time is over. */
  EXPIRED("has expired", false);

  private final String text;
  private final boolean open;

  PageStep(String text, boolean open) {
    this.text = text;
    this.open = open;
  }

  /**
   * Tells whether the link can still be used.
   *
   * @return false if a new link token is needed
   */
  public boolean isOpen() {
    return open;
  }

  /**
   * Tells whether a user is in the page.
   *
   * @return true while a session runs
   */
  public boolean isVisited() {
    return open && this != UNOPENED && this != ABANDONED && this != SESSION_EXPIRED;
  }

  /**
   * Tells whether the user came to an end, with success or failure.
   *
   * @return true if the page sends the browser to the completion redirect. Assumed for failure:
   *     SePay says "after completion", and that failure completes
   */
  public boolean isCompleted() {
    return this == LINKED || this == UNLINKED || this == INACTIVATED || this == FAILED;
  }

  /**
   * What it means, in words.
   *
   * @return such as "was revoked", to follow the words "the link"
   */
  public String text() {
    return text;
  }
}
