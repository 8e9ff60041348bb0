package io.github.bankhub.testkit.internal.lifecycle;

import java.util.Arrays;
import java.util.List;

/** An action on a hosted link, by its user, its bank, its merchant or the clock. */
public enum PageAction {
  /** The user opens the link or reloads the page. */
  OPEN("the user opens the link", true),
  /** The user chooses a bank and an account type. */
  CHOOSE_BANK("the user chooses a bank", true),
  /** The user enters the data of an account that the bank accepts. */
  ENTER_ACCOUNT("the user enters the account", true),
  /** The user enters the data of an account that the bank rejects. */
  REJECT_ACCOUNT("the user enters an account that the bank rejects", false),
  /** The user agrees to unlink. */
  CONFIRM_UNLINK("the user agrees to unlink", true),
  /** The user asks for another one-time password. */
  RESEND_OTP("the user asks for another one-time password", true),
  /** The user enters the one-time password. */
  ENTER_OTP("the user enters the one-time password", true),
  /** The user enters a wrong one-time password. */
  REJECT_OTP("the user enters a wrong one-time password", false),
  /** The user enters the one-time password, and SePay only inactivates the account. */
  INACTIVATE("the user enters the one-time password, and the account is only inactivated", false),
  /** The user closes the page. */
  CLOSE("the user closes the page", true),
  /** The bank rejects the user, and the link is closed. */
  FAIL("the bank rejects the user", true),
  /** The merchant revokes the link token. */
  REVOKE("the merchant revokes the link token", false),
  /** The session expires. */
  SESSION_EXPIRES("the session expires", false),
  /** The link token expires. */
  TOKEN_EXPIRES("the link token expires", false);

  private final String text;
  private final boolean users;

  PageAction(String text, boolean users) {
    this.text = text;
    this.users = users;
  }

  /**
   * {@return whether a user performs it in the page, see {@code HostedPage}} Other actions follow
   * from an input, a call or the clock.
   */
  public boolean isUsers() {
    return users;
  }

  /** {@return the actions that users perform, in the order of the constants} */
  public static List<PageAction> ofUsers() {
    return Arrays.stream(values()).filter(PageAction::isUsers).toList();
  }

  /** {@return the action in words, such as "the user chooses a bank"} */
  public String text() {
    return text;
  }
}
