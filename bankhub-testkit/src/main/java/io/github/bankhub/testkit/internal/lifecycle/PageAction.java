package io.github.bankhub.testkit.internal.lifecycle;

import java.util.Arrays;
import java.util.List;

/** An action on a hosted link, by its user, its bank, its merchant or the clock. */
public enum PageAction {
  OPEN("the user opens the link", true),
  CHOOSE_BANK("the user chooses a bank", true),
  ENTER_ACCOUNT("the user enters the account", true),
  REJECT_ACCOUNT("the user enters an account that the bank rejects", false),
  CONFIRM_UNLINK("the user agrees to unlink", true),
  RESEND_OTP("the user asks for another one-time password", true),
  ENTER_OTP("the user enters the one-time password", true),
  REJECT_OTP("the user enters a wrong one-time password", false),
  INACTIVATE("the user enters the one-time password, and the account is only inactivated", false),
  CLOSE("the user closes the page", true),
  FAIL("the bank rejects the user", true),
  REVOKE("the merchant revokes the link token", false),
  SESSION_EXPIRES("the session expires", false),
  TOKEN_EXPIRES("the link token expires", false);

  private final String text;
  private final boolean users;

  PageAction(String text, boolean users) {
    this.text = text;
    this.users = users;
  }

  /** Other actions follow from an input, a call or the clock. */
  public boolean isUsers() {
    return users;
  }

  public static List<PageAction> ofUsers() {
    return Arrays.stream(values()).filter(PageAction::isUsers).toList();
  }

  public String text() {
    return text;
  }
}
