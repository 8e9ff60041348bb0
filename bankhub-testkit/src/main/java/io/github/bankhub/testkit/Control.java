package io.github.bankhub.testkit;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.delivery.Deliveries;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.State;
import io.github.bankhub.testkit.journal.Dropped;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.journal.ReceivedRequest;
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
 * The control of an offline Bank Hub: a test adds data, advances the time, changes settings and
 * reads the journal. No client can do this.
 *
 * <p>Thread-safe; each method is one step, except {@link #reset()}. A null argument is rejected
 * with a {@link NullPointerException} that names it. A lifetime is at least one second; a shorter
 * one is rejected with an {@link IllegalArgumentException}. Fractions of a second are dropped.
 */
public final class Control {

  private final BankHubService service;
  private final Deliveries deliveries;
  private final Webhooks webhooks;
  private final Ipns ipns;

  Control(BankHubService service) {
    this.service = service;
    this.deliveries = Deliveries.of(service);
    this.webhooks = new Webhooks(service, deliveries.webhooks());
    this.ipns = new Ipns(service, deliveries.ipns());
  }

  /**
   * Adds a company. Its name has at most 200 characters.
   *
   * @return its id: 64 capital letters and digits, as real ones are
   * @throws IllegalArgumentException if the name is blank or too long
   */
  public CompanyXid addCompany(String fullName) {
    Objects.requireNonNull(fullName, "fullName");
    return service.with(state -> state.testData().addCompany(fullName));
  }

  /**
   * Adds a company with a given id.
   *
   * @throws IllegalArgumentException if the id is taken or cannot be part of a path, or the name is
   *     blank or too long
   */
  public void addCompany(CompanyXid company, String fullName) {
    Objects.requireNonNull(company, "company");
    Objects.requireNonNull(fullName, "fullName");
    change(state -> state.testData().addCompany(company, fullName));
  }

  /** {@return the names of the companies by id, in the order in which they were added; a copy} */
  public Map<CompanyXid, String> companies() {
    return service.read(state -> state.companies().names());
  }

  /**
   * Links a bank account to a company.
   *
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
   * Links a bank account to a company, with a given id.
   *
   * @throws IllegalArgumentException if the id is taken or cannot be part of a path, there is no
   *     such company, or the account is linked already, to this company or another
   */
  public void addBankAccount(
      BankAccountXid bankAccount, CompanyXid company, SandboxAccount account) {
    Objects.requireNonNull(bankAccount, "bankAccount");
    Objects.requireNonNull(company, "company");
    Objects.requireNonNull(account, "account");
    change(state -> state.testData().addBankAccount(bankAccount, company, account));
  }

  /**
   * Adds a transaction of a linked bank account, as of now by the hub's clock.
   *
   * @return its id
   * @throws IllegalArgumentException if there is no such bank account
   */
  public TransactionId addTransaction(SimulatedTransaction transaction) {
    Objects.requireNonNull(transaction, "transaction");
    return service.with(state -> state.testData().addTransaction(transaction));
  }

  /**
   * Adds a transaction of a linked bank account, with a given id.
   *
   * @throws IllegalArgumentException if the id is taken or cannot be part of a path, or there is no
   *     such bank account
   */
  public void addTransaction(TransactionId id, SimulatedTransaction transaction) {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(transaction, "transaction");
    change(state -> state.testData().addTransaction(id, transaction));
  }

  /**
   * Adds a link token that links an account, as if it had just been created.
   *
   * @throws IllegalArgumentException if id or secret are taken, or are not 1 to 100 letters,
   *     digits, dots, hyphens and underscores, or there is no such company
   */
  public void addLinkToken(LinkTokenXid linkToken, LinkTokenSecret secret, CompanyXid company) {
    Objects.requireNonNull(linkToken, "linkToken");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(company, "company");
    change(state -> state.testData().addLinkToken(linkToken, secret, company));
  }

  /**
   * Adds the companies and bank accounts of SePay's page "Create Link Token API", so that its
   * sample requests succeed: those of {@link Samples}.
   *
   * @throws IllegalArgumentException if they are there already
   */
  public void addSamples() {
    change(state -> state.testData().addSamples());
  }

  /**
   * Adds a client: the service also accepts these credentials. So an application can have them in
   * its configuration.
   */
  public void addClient(ClientCredentials client) {
    Objects.requireNonNull(client, "client");
    change(state -> state.accessTokens().addClient(client));
  }

  /**
   * Adds an access token, as if it had just been issued.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the text is blank or not
   *     allowed in a header
   */
  public void addAccessToken(String token) {
    Objects.requireNonNull(token, "token");
    change(state -> state.accessTokens().add(token));
  }

  /**
   * {@return the credentials of the first client, made from the seed} SePay does not accept them.
   */
  public ClientCredentials credentials() {
    return service.credentials();
  }

  /** {@return the clock of the service, which a test can advance} */
  public TestClock clock() {
    return service.clock();
  }

  /** {@return the webhooks of the service} */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** {@return the IPNs of the service} */
  public Ipns ipns() {
    return ipns;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  /**
   * Opens a hosted link of this hub as a user.
   *
   * @throws IllegalArgumentException if this hub has no link token with the id that ends the link
   */
  public HostedPage hostedPage(HostedLink link) {
    Objects.requireNonNull(link, "link");
    return HostedPage.open(service, link);
  }

  /**
   * {@return the hosted pages, in the order of their link tokens; an unmodifiable view} It has the
   * pages of the link tokens that exist now, each as it is when it is read from the list. To
   * compare pages with later ones, copy the list: {@code List.copyOf(control.pages())}.
   */
  public List<PageView> pages() {
    return service.pages();
  }

  /**
   * Sets the lifetime of later sessions. The default of 15 minutes is assumed: SePay does not
   * document it.
   */
  public void sessionLifetime(Duration lifetime) {
    Objects.requireNonNull(lifetime, "lifetime");
    change(state -> state.settings().setSessionLifetime(lifetime));
  }

  /**
   * Sets the effect of unlinking. SePay documents both effects, but not when each happens.
   *
   * @param onlyOff true if SePay only inactivates the account, with the event {@code
   *     BANK_ACCOUNT_INACTIVATED}; false, the default, if the bank unlinks it
   */
  public void unlinkingInactivates(boolean onlyOff) {
    change(state -> state.settings().setInactivates(onlyOff));
  }

  /**
   * Sets whether requests may have fields that SePay does not document.
   *
   * <p>SePay does not document what the real service does with them. If it ignores them, a list
   * with a misspelled filter has the objects of all companies and accounts. The calls of {@link
   * io.github.bankhub.domain.port.BankHub} have no such fields.
   *
   * @param ignored true if they change nothing; false, the default, if the request is rejected with
   *     a hint
   */
  public void ignoreUnknownFields(boolean ignored) {
    change(state -> state.settings().setIgnoresUnknownFields(ignored));
  }

  /**
   * Sets the spelling of the event of an inactivated account: SePay's pages show both.
   *
   * @param inactived true for {@code BANK_ACCOUNT_INACTIVED}; false, the default, for {@code
   *     BANK_ACCOUNT_INACTIVATED}
   */
  public void useInactivedSpelling(boolean inactived) {
    change(state -> state.settings().setInactivedSpelling(inactived));
  }

  /**
   * Rejects the account or the one-time password that a user enters next, in any page; the link is
   * then closed. For users with a browser, who cannot call {@link HostedPage#failWith}.
   */
  public void rejectNext(BankRejection reason) {
    Objects.requireNonNull(reason, "reason");
    change(state -> state.settings().rejectNext(reason));
  }

  /**
   * Sets how many entries of each kind the hub stores: calls and HTTP requests in the journal,
   * deliveries that have ended, messages that were not to be sent, link tokens that have ended, and
   * events and sessions of one link token. For each further one, it drops the oldest. A dropped
   * link token is unknown to the hub. It never drops a link token, an access token or a delivery
   * that has not ended.
   *
   * @param size the number of entries, 1 or more; the default is 2,000
   * @throws IllegalArgumentException if the size is less than 1
   */
  public void historySize(int size) {
    change(state -> state.settings().setHistorySize(size));
  }

  /** {@return how many old entries the hub has dropped since it was built or reset} */
  public Dropped dropped() {
    long droppedDeliveries = deliveries.dropped();
    return service.read(
        state ->
            new Dropped(
                state.journal().dropped(),
                state.journal().droppedRequests(),
                droppedDeliveries,
                state.linkTokens().dropped(),
                state.linkTokens().droppedEvents()));
  }

  /**
   * {@return the calls that reached the service, also rejected ones, in their order; an
   * unmodifiable snapshot} It stores the newest ones: see {@link #historySize}.
   */
  public List<JournalEntry> journal() {
    return service.read(state -> state.journal().entries());
  }

  /**
   * {@return the HTTP requests that a server or handler of this hub received, in their order; an
   * unmodifiable snapshot} It has also those with a wrong path or method, malformed ones, and those
   * of hosted pages, but not those of the control. It stores the newest ones: see {@link
   * #historySize}.
   */
  public List<ReceivedRequest> requests() {
    return service.read(state -> state.journal().requests());
  }

  /**
   * Activates a fault, such as {@code FaultScenario.RESET_MID_BODY.times(2)}. If several match a
   * call, the first one applies.
   *
   * @throws IllegalArgumentException if it has expired already
   */
  public void inject(Fault fault) {
    Objects.requireNonNull(fault, "fault");
    service.inject(fault);
  }

  /** {@return the active faults, in the order in which they were injected; a copy} */
  public List<Fault> faults() {
    return service.faults();
  }

  /** Ends all faults. */
  public void clearFaults() {
    service.clearFaults();
  }

  /**
   * Restores the initial state: the data that the hub was built with, an empty journal, no fault,
   * no webhook, no receiver of IPNs, the default settings. The clock stays where it is. No id is
   * used again, because webhook receivers remember ids.
   *
   * <p>This is several steps: a call of another thread may find only a part of the data. If the
   * data consumer of the builder throws an exception, this throws it too. The hub then has only the
   * data that was added before.
   */
  public void reset() {
    service.reset();
  }

  /**
   * Restores the initial state as {@link #reset()} does, and begins the ids of a seed. The
   * credentials stay. So an application that outlives a test gets other ids in each test, and the
   * same in each run.
   *
   * @param seed any number; the ids of an earlier seed are issued again if it is the same
   */
  public void reset(long seed) {
    service.reset(seed);
  }

  /**
   * Sets up a provider state of the {@linkplain io.github.bankhub.testkit.pact.ShippedPacts shipped
   * pacts}. The first state of an interaction empties the hub: it then has no initial data, no
   * webhook and no fault. {@link #reset} restores the initial data.
   *
   * @param state the state's name, such as {@code a company exists}
   * @param parameters the state's parameters, such as {@code company_xid}
   * @throws IllegalArgumentException if the state is unknown, or a parameter is missing or wrong
   */
  public void pactState(String state, Map<String, ?> parameters) {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(parameters, "parameters");
    service.pactStates().setUp(state, parameters);
  }

  /** Sets the style of error responses; the default is {@link ErrorStyle#OBSERVED}. */
  public void errorStyle(ErrorStyle style) {
    Objects.requireNonNull(style, "style");
    change(state -> state.settings().setErrorStyle(style));
  }

  /**
   * Sets the lifetime of later link tokens. The default of 30 minutes is assumed: SePay does not
   * document it.
   */
  public void linkTokenLifetime(Duration lifetime) {
    Objects.requireNonNull(lifetime, "lifetime");
    change(state -> state.settings().setLinkTokenLifetime(lifetime));
  }

  /** Sets the lifetime of later access tokens. The default is 60,000 seconds. */
  public void accessTokenLifetime(Duration lifetime) {
    Objects.requireNonNull(lifetime, "lifetime");
    change(state -> state.settings().setAccessTokenLifetime(lifetime));
  }

  /** Expires every access token: the service rejects it from now on. */
  public void expireAccessTokens() {
    change(state -> state.accessTokens().expireAll());
  }

  private void change(Consumer<State> change) {
    service.change(change);
  }
}
