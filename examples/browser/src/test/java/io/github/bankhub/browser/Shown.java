package io.github.bankhub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.function.Function;

/** The hosted page where a browser shows it, and what a person does there. */
final class Shown {

  private final Function<String, Locator> find;

  private Shown(Function<String, Locator> find) {
    this.find = find;
  }

  static Shown in(Page page) {
    return new Shown(page::locator);
  }

  static Shown in(FrameLocator frame) {
    return new Shown(frame::locator);
  }

  static Shown in(Frame frame) {
    return new Shown(frame::locator);
  }

  Locator find(String css) {
    return find.apply(css);
  }

  Shown isAt(PageStep step) {
    assertThat(find("body[data-step=" + step + "]")).isVisible();
    return this;
  }

  /** Does something that loads the page anew, and waits until it is there. */
  Shown loadedBy(Runnable action) {
    find("body").evaluate("body => { body.dataset.old = ''; }");
    action.run();
    assertThat(find("body:not([data-old])")).isVisible();
    return this;
  }

  Shown chooseBank(SandboxAccount account) {
    find("input[value=%s]".formatted(account.bank())).first().check();
    find("input[value=%s]".formatted(account.type())).first().check();
    find("button.main").click();
    return isAt(PageStep.ENTER_ACCOUNT);
  }

  Shown enter(SandboxAccount account) {
    find("#account_number").fill(account.number());
    find("#identification_number").fill(account.identification());
    find("#phone_number").fill(account.phone());
    find("button.main").click();
    return isAt(PageStep.ENTER_OTP);
  }

  Shown confirm() {
    find("button.main").click();
    return isAt(PageStep.ENTER_OTP);
  }

  void otp(SandboxAccount account) {
    find("#otp").fill(account.otp());
    find("button.main").click();
  }

  /** Presses the button; a click would wait for a page that the SDK removes. */
  void close() {
    find("button.close").dispatchEvent("click");
  }
}
