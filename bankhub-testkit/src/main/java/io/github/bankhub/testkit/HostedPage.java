package io.github.bankhub.testkit;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A user of the hosted page in code, without a browser.
 *
 * <p>Each action has the effects of a person in the page: states, events, linked accounts. It
 * returns this page. Thread-safe; each action is one step of the service.
 *
 * <p>An action that is not possible now throws an {@link IllegalStateException} and changes
 * nothing; the message lists the possible ones. A rejection by the bank is not an error: the page
 * shows the reason, see {@link PageView#rejection()}. A null argument is rejected with a {@link
 * NullPointerException} that names it.
 *
 * <pre>{@code
 * control.hostedPage(token.hostedLink()).chooseBank("MBBank").enter(account).otp("12345678");
 * }</pre>
 */
public final class HostedPage {

  private final Driver driver;

  private HostedPage(Driver driver) {
    this.driver = driver;
  }

  /** Opens a page of a hub in this process. */
  static HostedPage open(BankHubService service, HostedLink link) {
    return new HostedPage(new LocalPageDriver(service, link)).open();
  }

  /**
   * Opens the page at a link of a {@code BankHubServer}, in this process or another, over HTTP.
   *
   * @param link the link, as the server returned it
   * @return the page, opened
   * @throws IllegalArgumentException if it leads to SePay, if its host has {@code _}, which the
   *     JDK's HTTP client rejects, or if the server there does not know it
   * @throws java.io.UncheckedIOException if no offline Bank Hub responds there
   */
  public static HostedPage at(HostedLink link) {
    String host = link.uri().getHost();
    if (host == null) {
      throw new IllegalArgumentException(
          "the link is " + link + "; expected: a host without \"_\", as the JDK calls no other");
    }
    if (host.toLowerCase(Locale.ROOT).endsWith("sepay.vn")) {
      throw new IllegalArgumentException(
          "this link leads to SePay: a hub in memory gives such links, and its control opens them;"
              + " for one over HTTP take the link that its server gave");
    }
    return new HostedPage(new HttpPageDriver(link)).open();
  }

  /** {@return the page as it is now} */
  public PageView view() {
    return driver.view();
  }

  /** {@return the step of the page now} */
  public PageStep step() {
    return view().step();
  }

  /** Opens the link, also again. A closed link shows why it is closed. */
  public HostedPage open() {
    return act(PageAction.OPEN, Map.of());
  }

  /**
   * Chooses a bank and a personal account.
   *
   * @param bank the bank's code, such as {@code MBBank}, in any case
   * @throws IllegalArgumentException if the sandbox has no such bank; lists those it has
   */
  public HostedPage chooseBank(String bank) {
    return chooseBank(bank, AccountType.PERSONAL);
  }

  /**
   * Chooses a bank and a type of account.
   *
   * @param bank the bank's code, such as {@code MBBank}, in any case
   * @param type the type of account
   * @throws IllegalArgumentException if the sandbox has no such bank or type; lists those it has
   */
  public HostedPage chooseBank(String bank, AccountType type) {
    Objects.requireNonNull(bank, "bank");
    Objects.requireNonNull(type, "type");
    return act(PageAction.CHOOSE_BANK, Map.of("bank", bank, "account_type", type.value()));
  }

  /**
   * Enters the data of an account of the sandbox.
   *
   * @param account the account
   */
  public HostedPage enter(SandboxAccount account) {
    Objects.requireNonNull(account, "account");
    return enter(account.number(), account.identification(), account.phone());
  }

  /**
   * Enters the data of an account, right or wrong. The page shows the bank's rejection if no
   * account of the sandbox has these data.
   *
   * @param number the account's number
   * @param identification the holder's identification number, or the tax code of a business
   * @param phone the holder's phone
   * @throws IllegalArgumentException if one is blank
   */
  public HostedPage enter(String number, String identification, String phone) {
    Objects.requireNonNull(number, "number");
    Objects.requireNonNull(identification, "identification");
    Objects.requireNonNull(phone, "phone");
    return act(
        PageAction.ENTER_ACCOUNT,
        Map.of(
            "account_number", number,
            "identification_number", identification,
            "phone_number", phone));
  }

  /** Agrees to unlink. The page then asks for the one-time password. */
  public HostedPage confirm() {
    return act(PageAction.CONFIRM_UNLINK, Map.of());
  }

  /** Asks for another one-time password; the sandbox's is always the same. */
  public HostedPage resendOtp() {
    return act(PageAction.RESEND_OTP, Map.of());
  }

  /**
   * Enters the one-time password. After a wrong one the user can enter another; assumed without a
   * limit, as SePay documents none.
   *
   * @param otp the password, right or wrong
   * @throws IllegalArgumentException if it is blank
   */
  public HostedPage otp(String otp) {
    Objects.requireNonNull(otp, "otp");
    return act(PageAction.ENTER_OTP, Map.of("otp", otp));
  }

  /** Closes the page before the end. Its link can be opened again. */
  public HostedPage abandon() {
    return act(PageAction.CLOSE, Map.of());
  }

  /**
   * Lets the bank reject the user. The link is then closed.
   *
   * @param reason the reason
   */
  public HostedPage failWith(BankRejection reason) {
    Objects.requireNonNull(reason, "reason");
    return act(PageAction.FAIL, Map.of("reason", reason.name()));
  }

  /**
   * Links the first account of SePay's list that is free, or unlinks the account of the link, to
   * the end.
   *
   * @throws IllegalStateException if the page is not at its first screen, no account is free, or
   *     the bank rejects it; names the reason
   */
  public HostedPage finishSuccessfully() {
    if (view().purpose() == Purpose.UNLINK_BANK_ACCOUNT) {
      return unlinkSuccessfully();
    }
    for (SandboxAccount account : SandboxAccount.all()) {
      chooseBank(account.bank(), account.type()).enter(account);
      if (!view().rejection().equals(Optional.of(BankRejection.ALREADY_LINKED))) {
        return succeeded().otp(account.otp()).succeeded();
      }
    }
    throw new IllegalStateException("every account of the sandbox is linked already");
  }

  /**
   * Links an account to the end.
   *
   * @param account the account
   * @throws IllegalStateException if the page is not at its first screen, or the bank rejects it,
   *     for instance an account that is linked already; names the reason
   */
  public HostedPage linkSuccessfully(SandboxAccount account) {
    Objects.requireNonNull(account, "account");
    chooseBank(account.bank(), account.type()).enter(account).succeeded();
    return otp(account.otp()).succeeded();
  }

  /**
   * Unlinks the account of the link, to the end.
   *
   * @throws IllegalStateException if the page is not at its first screen, or the bank rejects it;
   *     names the reason
   */
  public HostedPage unlinkSuccessfully() {
    PageView asked = confirm().succeeded().view();
    SandboxAccount account =
        SandboxAccount.of(
            asked.bank().orElseThrow().value(), asked.accountNumber().orElseThrow().value());
    return otp(account.otp()).succeeded();
  }

  private HostedPage succeeded() {
    Optional<BankRejection> rejection = view().rejection();
    if (rejection.isPresent()) {
      throw new IllegalStateException("the bank rejected it: " + rejection.get());
    }
    return this;
  }

  private HostedPage act(PageAction action, Map<String, String> inputs) {
    driver.act(action, inputs);
    return this;
  }

  /** Returns the page as it is now. */
  @Override
  public String toString() {
    return "HostedPage[" + view() + "]";
  }

  /** Access to a page, in this process or over HTTP. */
  interface Driver {

    PageView view();

    void act(PageAction action, Map<String, String> inputs);
  }
}
