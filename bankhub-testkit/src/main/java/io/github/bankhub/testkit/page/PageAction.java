package io.github.bankhub.testkit.page;

import io.github.bankhub.testkit.HostedPage;
import java.util.Arrays;
import java.util.List;

/** An action on a hosted link: of its user, its bank, its merchant or the clock. */
public enum PageAction {
  /** The user opens the link, or loads the page again. */
  OPEN("the user opens the link", true),
  /** The user chooses a bank and a type of account. */
  CHOOSE_BANK("the user chooses a bank", true),
  /** The user enters the data of an account, and the bank knows it. */
  ENTER_ACCOUNT("the user enters the account", true),
  /** The user enters data that the bank does not take. */
  MISTYPE_ACCOUNT("the user enters an account that the bank refuses", false),
  /** The user agrees to unlink. */
  CONFIRM_UNLINK("the user agrees to unlink", true),
  /** The user asks for another one-time password. */
  RESEND_OTP("the user asks for another one-time password", true),
  /** The user enters the one-time password. */
  ENTER_OTP("the user enters the one-time password", true),
  /** The user enters another text than the one-time password. */
  MISTYPE_OTP("the user enters a wrong one-time password", false),
  /** The user enters the one-time password, and SePay only switches the account off. */
  INACTIVATE("the user enters the one-time password, and the account is only switched off", false),
  /** The user closes the page. */
  CLOSE("the user closes the page", true),
  /** The bank refuses for good. */
  FAIL("the bank refuses for good", true),
  /** The merchant revokes the link token. */
  REVOKE("the merchant revokes the link token", false),
  /** The session's time is over. */
  SESSION_EXPIRES("the session's time ends", false),
  /** The link token's time is over. */
  TOKEN_EXPIRES("the link token's time ends", false);

  private final String text;
  private final boolean users;

  PageAction(String text, boolean users) {
    this.text = text;
    this.users = users;
  }

  /**
   * {@return whether a user does it in the page, see {@link HostedPage}} Otherwise it follows from
   * an input, a call or the time.
   */
  public boolean isUsers() {
    return users;
  }

  /** {@return the actions of users, in their order} */
  public static List<PageAction> ofUsers() {
    return Arrays.stream(values()).filter(PageAction::isUsers).toList();
  }

  /** {@return the action in words, such as "the user chooses a bank"} */
  public String text() {
    return text;
  }
}
