package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.HostedLinks;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokenSpec;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the service knows, and what it does with it. Not thread-safe: {@link BankHubService} guards
 * it.
 */
public final class State {

  private static final int MAX_NAME_LENGTH = 200;
  private static final Duration MAX_LIFETIME = Duration.ofDays(36_500);
  private static final String NO_LINK_TOKEN = "Không tìm thấy liên kết";

  private final InstantSource clock;
  private final BankHubEnvironment environment;
  private final Ids ids;
  private final Set<ClientCredentials> clients = new HashSet<>();
  private final Map<CompanyXid, String> companies = new LinkedHashMap<>();
  private final LinkedAccounts accounts;
  private final HostedLinks links;
  private final Map<String, Instant> accessTokens = new HashMap<>();
  private final List<JournalEntry> journal = new ArrayList<>();
  private final ActiveFaults faults;
  private ErrorStyle errorStyle = ErrorStyle.OBSERVED;
  // Assumed: SePay says that link tokens end, not when.
  private Duration linkTokenLifetime = Duration.ofMinutes(30);

  @SuppressWarnings("CanonicalDuration") // SePay counts in seconds.
  private Duration accessTokenLifetime = Duration.ofSeconds(60_000);

  State(
      InstantSource clock,
      Ids ids,
      ClientCredentials credentials,
      BankHubEnvironment environment,
      Consumer<Event> told) {
    this.clock = clock;
    this.environment = environment;
    this.ids = ids;
    this.faults = new ActiveFaults(clock);
    this.accounts = new LinkedAccounts(clock, () -> ids.uuid(Kind.BANK_ACCOUNT));
    this.links =
        new HostedLinks(
            clock, accounts, () -> ids.uuid(Kind.LINK_SESSION), () -> ids.uuid(Kind.EVENT), told);
    clients.add(credentials);
  }

  /** Issues an access token, or refuses wrong credentials. */
  public AccessToken issueAccessToken(@Nullable ClientCredentials given) {
    if (!clients.contains(given)) {
      throw ErrorResponse.of(
          ErrorResponse.Kind.UNAUTHENTICATED,
          "send HTTP Basic with the client id and client secret");
    }
    return addAccessToken(ids.hex40(Kind.ACCESS_TOKEN));
  }

  /** Takes a token from now on, as if it had just been issued. */
  public AccessToken addAccessToken(String token) {
    Instant now = clock.instant();
    AccessToken issued = new AccessToken(token, now, now.plus(accessTokenLifetime));
    accessTokens.put(token, issued.expiresAt());
    return issued;
  }

  /** Refuses a bearer that is none of the live access tokens. */
  public void authenticate(@Nullable String bearer) {
    Instant end = accessTokens.get(bearer);
    if (end == null || !clock.instant().isBefore(end)) {
      throw ErrorResponse.of(
          ErrorResponse.Kind.UNAUTHENTICATED,
          "send Authorization: Bearer with an access token that has not expired");
    }
  }

  /** Creates a link token from the fields of a request whose bearer is known, or refuses it. */
  public LinkToken createLinkToken(Map<String, ?> fields, URI hostedBase) {
    CreateLinkTokenForm form = CreateLinkTokenForm.read(fields, environment);
    requireCompany(form);
    requireAccount(form);
    String xid = ids.uuid(Kind.LINK_TOKEN_XID);
    Instant end = clock.instant().plus(linkTokenLifetime).truncatedTo(ChronoUnit.SECONDS);
    LinkToken token =
        new LinkToken(
            new LinkTokenXid(xid),
            new LinkTokenSecret(ids.uuid(Kind.LINK_TOKEN)),
            HostedLink.of(hostedBase + "/link/" + xid),
            LinkTokenExpiry.at(end, ApiObject.VIETNAM));
    links.add(token, terms(form));
    return token;
  }

  private LinkTokenSpec terms(CreateLinkTokenForm form) {
    CompanyXid company = new CompanyXid(form.company());
    return new LinkTokenSpec(
        company,
        companies.getOrDefault(company, ""),
        form.purpose(),
        form.redirect(),
        form.mobileApp(),
        form.language(),
        form.accountToUnlink() == null ? null : new BankAccountXid(form.accountToUnlink()));
  }

  /** Takes a link token to link an account, as if it had just been created. */
  public void addLinkToken(LinkTokenXid xid, LinkTokenSecret secret, CompanyXid company) {
    String name = companies.get(company);
    require(name != null, "there is no company " + company);
    require(links.find(xid).isEmpty(), "there is a link token " + xid + " already");
    require(links.find(secret).isEmpty(), "there is a link token with this secret already");
    Instant end = clock.instant().plus(linkTokenLifetime).truncatedTo(ChronoUnit.SECONDS);
    links.add(
        new LinkToken(
            xid,
            secret,
            HostedLink.of(environment.baseUri() + "/link/" + xid),
            LinkTokenExpiry.at(end, ApiObject.VIETNAM)),
        new LinkTokenSpec(
            company,
            String.valueOf(name),
            Purpose.LINK_BANK_ACCOUNT,
            null,
            0,
            DisplayLanguage.VIETNAMESE.code(),
            null));
  }

  /** Tells what became of a link token, or refuses the request's fields. */
  public Map<String, @Nullable Object> linkToken(Map<String, ?> fields) {
    String secret = IdRequest.read(fields, "link_token");
    return links
        .find(new LinkTokenSecret(secret))
        .map(ResponseBodies::of)
        .orElseThrow(
            () ->
                ErrorResponse.missing(
                    new Reference("link_token", "***"),
                    NO_LINK_TOKEN,
                    links.find(new LinkTokenXid(secret)).isPresent()
                        ? "this is the xid; use the link_token of the same answer"
                        : null));
  }

  /** Revokes a link token, or refuses the request's fields. */
  public Map<String, @Nullable Object> revokeLinkToken(Map<String, ?> fields) {
    String xid = IdRequest.read(fields, "link_token_xid");
    Link link = links.find(new LinkTokenXid(xid)).orElse(null);
    if (link == null) {
      // What is no xid may be a secret, so it is not told where it could be printed.
      boolean isSecret = links.find(new LinkTokenSecret(xid)).isPresent();
      throw ErrorResponse.missing(
          new Reference("link_token_xid", isSecret ? "***" : xid),
          NO_LINK_TOKEN,
          isSecret ? "this is the link_token; use the xid of the same answer" : null);
    }
    try {
      links.revoke(link);
    } catch (ErrorResponse refusal) {
      // SePay documents 404 for what is revoked already; for what is over, it is assumed.
      throw ErrorResponse.missing(
          new Reference("link_token_xid", xid),
          NO_LINK_TOKEN,
          "it is there, but " + link.status().toLowerCase(Locale.ROOT) + " already");
    }
    Map<String, @Nullable Object> done = new HashMap<>();
    done.put("message", "Liên kết đã được thu hồi thành công");
    return done;
  }

  /** Lists bank accounts, or refuses the query. */
  public Map<String, @Nullable Object> bankAccounts(Map<String, String> query) {
    AccountFilter filter = AccountFilter.read(query);
    return ResponseBodies.page(
        filter, accounts.newestFirst().stream().filter(filter::takes).toList());
  }

  /** Tells all about a bank account, or refuses an id that is none. */
  public Map<String, @Nullable Object> bankAccount(String xid) {
    return Optional.of(xid)
        .filter(text -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl))
        .map(BankAccountXid::new)
        .flatMap(accounts::find)
        .map(ResponseBodies::detail)
        .orElseThrow(
            () ->
                ErrorResponse.missing(
                    new Reference("bank_account_xid", xid),
                    "Tài khoản ngân hàng không tồn tại",
                    null));
  }

  /** The link tokens and their pages. */
  public HostedLinks links() {
    return links;
  }

  /** A link token that is there, or a refusal. */
  Link link(LinkTokenXid xid) {
    return links
        .find(xid)
        .orElseThrow(
            () ->
                ErrorResponse.of(ErrorResponse.Kind.NO_SUCH_PATH, "there is no link token " + xid));
  }

  /** The companies' names. */
  public Map<CompanyXid, String> companies() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(companies));
  }

  /** The linked accounts. */
  public LinkedAccounts accounts() {
    return accounts;
  }

  private void requireCompany(CreateLinkTokenForm form) {
    if (!companies.containsKey(new CompanyXid(form.company()))) {
      throw ErrorResponse.notFound(
          new Reference("company_xid", form.company()),
          "Công ty không tồn tại hoặc không thuộc đơn vị của bạn");
    }
  }

  private void requireAccount(CreateLinkTokenForm form) {
    String account = form.accountToUnlink();
    if (account != null
        && accounts
            .find(new BankAccountXid(account))
            .filter(linked -> linked.company().value().equals(form.company()))
            .isEmpty()) {
      throw ErrorResponse.notFound(
          new Reference("bank_account_xid", account),
          "Tài khoản ngân hàng không tồn tại hoặc không thuộc công ty này");
    }
  }

  /** Takes further credentials. */
  public void addClient(ClientCredentials client) {
    clients.add(client);
  }

  /** Adds a company under a new id. */
  public CompanyXid addCompany(String fullName) {
    CompanyXid company = new CompanyXid(ids.capitals(Kind.COMPANY, 64));
    addCompany(company, fullName);
    return company;
  }

  /** Adds a company under a given id. */
  public void addCompany(CompanyXid company, String fullName) {
    require(!fullName.isBlank(), "a company's name must not be blank");
    require(
        fullName.length() <= MAX_NAME_LENGTH,
        "a company's name has at most 200 characters, not " + fullName.length());
    require(!companies.containsKey(company), "there is a company " + company + " already");
    companies.put(company, fullName);
  }

  /** Links an account under a new id. */
  public BankAccountXid addBankAccount(CompanyXid company, SandboxAccount account) {
    requireFree(company, account);
    return accounts.link(company, account).xid();
  }

  /** Links an account under a given id. */
  public void addBankAccount(
      BankAccountXid bankAccount, CompanyXid company, SandboxAccount account) {
    require(
        accounts.find(bankAccount).isEmpty(),
        "there is a bank account " + bankAccount + " already");
    requireFree(company, account);
    accounts.link(bankAccount, company, account);
  }

  private void requireFree(CompanyXid company, SandboxAccount account) {
    require(companies.containsKey(company), "there is no company " + company);
    accounts
        .of(account)
        .ifPresent(
            linked ->
                require(
                    false,
                    "account %s at %s is linked to company %s already"
                        .formatted(account.number(), account.bank(), linked.company())));
  }

  /** Ends all access tokens. */
  public void expireAccessTokens() {
    accessTokens.clear();
  }

  /** The shape of refusals. */
  public ErrorStyle errorStyle() {
    return errorStyle;
  }

  /** Chooses the shape of refusals. */
  public void errorStyle(ErrorStyle style) {
    errorStyle = style;
  }

  /** Chooses the life of later link tokens. */
  public void linkTokenLifetime(Duration lifetime) {
    linkTokenLifetime = wholeSeconds("a token", lifetime);
  }

  /** Chooses the life of later sessions. */
  public void sessionLifetime(Duration lifetime) {
    links.sessionLifetime(wholeSeconds("a session", lifetime));
  }

  /** Chooses the life of later access tokens. */
  public void accessTokenLifetime(Duration lifetime) {
    accessTokenLifetime = wholeSeconds("a token", lifetime);
  }

  void note(
      Operation operation, int status, @Nullable Fault fault, @Nullable LinkTokenXid created) {
    FaultScenario scenario = fault == null ? null : fault.scenario();
    journal.add(new JournalEntry(clock.instant(), operation, status, scenario, created));
  }

  /** What goes wrong on request. */
  ActiveFaults faults() {
    return faults;
  }

  /** Notes a call that was not performed; what never arrived leaves no trace. */
  void noteFailed(Operation operation, Fault fault) {
    if (fault.scenario() != FaultScenario.CONNECTION_REFUSED) {
      note(operation, fault.scenario().expectedFailure().httpStatus().orElse(0), fault, null);
    }
  }

  /** The calls so far. */
  public List<JournalEntry> journal() {
    return List.copyOf(journal);
  }

  private static Duration wholeSeconds(String what, Duration lifetime) {
    require(lifetime.toSeconds() >= 1, what + " lives for at least a second, not for " + lifetime);
    require(
        lifetime.compareTo(MAX_LIFETIME) <= 0,
        what + " lives for at most 36,500 days, not for " + lifetime);
    return lifetime.truncatedTo(ChronoUnit.SECONDS);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
