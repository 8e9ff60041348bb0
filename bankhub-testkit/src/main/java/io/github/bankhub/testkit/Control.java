package io.github.bankhub.testkit;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.State;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a test can do to an offline Bank Hub that no client can: put data in, move the time, turn
 * switches, and read the journal.
 *
 * <p>Thread-safe; each method is one step. An argument that is null is refused with a {@link
 * NullPointerException} that names it.
 */
public final class Control {

  private final BankHubService service;
  private final Webhooks webhooks;

  Control(BankHubService service) {
    this.service = service;
    this.webhooks = new Webhooks(service);
  }

  /**
   * Adds a company.
   *
   * @param fullName its name, not blank, at most 200 characters
   * @return its id: 64 capital letters and digits, as real ones are
   * @throws IllegalArgumentException if the name is blank or too long
   */
  public CompanyXid addCompany(String fullName) {
    Objects.requireNonNull(fullName, "fullName");
    return service.with(state -> state.testData().addCompany(fullName));
  }

  /**
   * Adds a company with an id of one's choice.
   *
   * @param company the id
   * @param fullName its name, not blank, at most 200 characters
   * @throws IllegalArgumentException if the id is taken, or the name blank or too long
   */
  public void addCompany(CompanyXid company, String fullName) {
    Objects.requireNonNull(company, "company");
    Objects.requireNonNull(fullName, "fullName");
    change(state -> state.testData().addCompany(company, fullName));
  }

  /**
   * The companies.
   *
   * @return their names by their ids, in the order in which they were added; a copy
   */
  public Map<CompanyXid, String> companies() {
    return service.with(state -> state.companies().names());
  }

  /**
   * Links a bank account to a company.
   *
   * @param company the company
   * @param account the account
   * @return the linked account's id
   * @throws IllegalArgumentException if there is no such company, or the account is linked already,
   *     to this company or another
   */
  public BankAccountXid addBankAccount(CompanyXid company, SandboxAccount account) {
    Objects.requireNonNull(company, "company");
    Objects.requireNonNull(account, "account");
    return service.with(state -> state.testData().addBankAccount(company, account));
  }

  /**
   * Links a bank account to a company, with an id of one's choice.
   *
   * @param bankAccount the id
   * @param company the company
   * @param account the account
   * @throws IllegalArgumentException if the id is taken, there is no such company, or the account
   *     is linked already, to this company or another
   */
  public void addBankAccount(
      BankAccountXid bankAccount, CompanyXid company, SandboxAccount account) {
    Objects.requireNonNull(bankAccount, "bankAccount");
    Objects.requireNonNull(company, "company");
    Objects.requireNonNull(account, "account");
    change(state -> state.testData().addBankAccount(bankAccount, company, account));
  }

  /**
   * Adds a link token to link an account, as if it had just been created.
   *
   * @param linkToken its id
   * @param secret its secret
   * @param company the company
   * @throws IllegalArgumentException if id or secret are taken, or there is no such company
   */
  public void addLinkToken(LinkTokenXid linkToken, LinkTokenSecret secret, CompanyXid company) {
    Objects.requireNonNull(linkToken, "linkToken");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(company, "company");
    change(
        state ->
            state
                .testData()
                .addLinkToken(linkToken, secret, company, service.environment().baseUri()));
  }

  /**
   * Adds the companies and bank accounts that SePay's page "Create Link Token API" uses, so that
   * its sample requests are answered with success: those of {@link Samples}.
   *
   * @throws IllegalArgumentException if they are there already
   */
  public void addSamples() {
    change(state -> state.testData().addSamples());
  }

  /**
   * Adds a client, so that an application can keep the credentials in its configuration.
   *
   * @param client the credentials that the service takes beside its own
   */
  public void addClient(ClientCredentials client) {
    Objects.requireNonNull(client, "client");
    change(state -> state.accessTokens().addClient(client));
  }

  /**
   * Adds an access token, as if it had just been issued.
   *
   * @param token its text
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the text is blank or cannot
   *     stand in a header
   */
  public void addAccessToken(String token) {
    Objects.requireNonNull(token, "token");
    change(state -> state.accessTokens().add(token));
  }

  /**
   * The credentials that the service takes at first.
   *
   * @return the fake's own, made from its seed; they open nothing of SePay's
   */
  public ClientCredentials credentials() {
    return service.credentials();
  }

  /**
   * The service's clock.
   *
   * @return the clock, which can be moved
   */
  public TestClock clock() {
    return service.clock();
  }

  /**
   * The service's webhooks.
   *
   * @return where they go, and what became of them
   */
  public Webhooks webhooks() {
    return webhooks;
  }

  /**
   * A user who opens a hosted link.
   *
   * @param link the link as this hub gave it
   * @return the page, opened
   * @throws IllegalArgumentException if this hub has no link token with the id that ends the link
   */
  public HostedPage hostedPage(HostedLink link) {
    Objects.requireNonNull(link, "link");
    return HostedPage.open(service, link);
  }

  /**
   * The hosted pages.
   *
   * @return what each shows now, in the order in which their link tokens were created
   */
  public List<PageView> pages() {
    return service.with(state -> state.linkTokens().views());
  }

  /**
   * Chooses how long the sessions last that begin from now on.
   *
   * @param lifetime the time, at least a second; fractions are dropped. At first 15 minutes, which
   *     is assumed: SePay names no time
   * @throws IllegalArgumentException if it is less than a second
   */
  public void sessionLifetime(Duration lifetime) {
    Objects.requireNonNull(lifetime, "life");
    change(state -> state.settings().setSessionLifetime(lifetime));
  }

  /**
   * Chooses what unlinking comes to from now on. SePay documents both and not when.
   *
   * @param onlyOff true if accounts are only switched off at SePay, and {@code
   *     BANK_ACCOUNT_INACTIVATED} is told; false, as at first, if they are unlinked at the bank
   */
  public void unlinkingInactivates(boolean onlyOff) {
    change(state -> state.settings().setInactivates(onlyOff));
  }

  /**
   * Chooses the spelling of the event of an account that is switched off: SePay's pages have both.
   *
   * @param inactived true for {@code BANK_ACCOUNT_INACTIVED}; false, as at first, for {@code
   *     BANK_ACCOUNT_INACTIVATED}
   */
  public void useInactivedSpelling(boolean inactived) {
    change(state -> state.settings().setInactivedSpelling(inactived));
  }

  /**
   * Lets the bank refuse for good the account or the one-time password that is entered next, in any
   * page: for people in a browser, who cannot call {@link HostedPage#failWith}.
   *
   * @param reason why
   */
  public void rejectNext(BankRejection reason) {
    Objects.requireNonNull(reason, "reason");
    change(state -> state.settings().rejectNext(reason));
  }

  /**
   * The calls that reached the service, those it refused included.
   *
   * @return the calls so far, in their order; a copy
   */
  public List<JournalEntry> journal() {
    return service.with(state -> state.journal().entries());
  }

  /**
   * Puts a fault in force. Of several that could strike a call, the one injected first does.
   *
   * @param fault the fault, such as {@code FaultScenario.RESET_MID_BODY.times(2)}
   * @throws IllegalArgumentException if it ends at an instant that the clock has reached already
   */
  public void inject(Fault fault) {
    Objects.requireNonNull(fault, "fault");
    service.inject(fault);
  }

  /**
   * The faults in force.
   *
   * @return those injected and neither used up, over nor cleared, in their order; a copy
   */
  public List<Fault> faults() {
    return service.faults();
  }

  /** Ends all faults. */
  public void clearFaults() {
    service.clearFaults();
  }

  /**
   * Puts the service back to its first state: no data but what it was built with, an empty journal,
   * no fault, no webhook, every switch back. The clock stays where it is, and no id comes twice, as
   * those who receive webhooks remember what came.
   */
  public void reset() {
    service.reset();
  }

  /**
   * Chooses the shape of refusals.
   *
   * @param style the shape; at first {@link ErrorStyle#OBSERVED}
   */
  public void errorStyle(ErrorStyle style) {
    Objects.requireNonNull(style, "style");
    change(state -> state.settings().setErrorStyle(style));
  }

  /**
   * Chooses how long link tokens live that are created from now on.
   *
   * @param lifetime the time, at least a second; fractions are dropped. At first 30 minutes, which
   *     is assumed: SePay names no time
   * @throws IllegalArgumentException if it is less than a second
   */
  public void linkTokenLifetime(Duration lifetime) {
    Objects.requireNonNull(lifetime, "life");
    change(state -> state.settings().setLinkTokenLifetime(lifetime));
  }

  /**
   * Chooses how long access tokens live that are issued from now on.
   *
   * @param lifetime the time, at least a second; fractions are dropped. At first 60,000 seconds
   * @throws IllegalArgumentException if it is less than a second
   */
  public void accessTokenLifetime(Duration lifetime) {
    Objects.requireNonNull(lifetime, "life");
    change(state -> state.settings().setAccessTokenLifetime(lifetime));
  }

  /** Ends every access token issued so far: from now on the service refuses it. */
  public void expireAccessTokens() {
    change(state -> state.accessTokens().expireAll());
  }

  private void change(Consumer<State> change) {
    service.change(change);
  }
}
