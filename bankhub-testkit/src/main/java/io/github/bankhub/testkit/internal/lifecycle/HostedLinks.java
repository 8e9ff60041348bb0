package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Transition;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The link tokens of a service and what happens to them. Not thread-safe.
 *
 * <p>Times that pass are noticed by {@link #expireDue}, and told as of the instant at which they
 * ended.
 */
public final class HostedLinks {

  private record End(Instant at, Link link, @Nullable Session session) {}

  private final InstantSource clock;
  private final LinkedAccounts accounts;
  private final Supplier<String> sessionXids;
  private final Supplier<String> eventXids;
  private final Consumer<Event> told;
  private final Map<LinkTokenXid, Link> links = new LinkedHashMap<>();
  private final Map<LinkTokenSecret, Link> bySecret = new HashMap<>();
  private final PriorityQueue<End> ends =
      new PriorityQueue<>(
          Comparator.comparing(End::at).thenComparing(end -> end.session() == null ? 1 : 0));
  // Assumed: SePay says that sessions end, not when.
  private Duration sessionLifetime = Duration.ofMinutes(15);
  private boolean inactivates;
  private boolean spellsInactived;
  private @Nullable BankRejection nextRefusal;

  /** Without links; what happens is told as it does. */
  public HostedLinks(
      InstantSource clock,
      LinkedAccounts accounts,
      Supplier<String> sessionXids,
      Supplier<String> eventXids,
      Consumer<Event> told) {
    this.clock = clock;
    this.accounts = accounts;
    this.sessionXids = sessionXids;
    this.eventXids = eventXids;
    this.told = told;
  }

  /** Keeps a new link token. */
  public void add(LinkToken token, LinkTokenSpec terms) {
    Link link = new Link(token, terms, clock.instant());
    links.put(token.xid(), link);
    bySecret.put(token.secret(), link);
    token.expiry().instant().ifPresent(at -> ends.add(new End(at, link, null)));
    tell(link, EventName.LINK_TOKEN_CREATED, clock.instant());
  }

  /** The link token with an id. */
  public Optional<Link> find(LinkTokenXid xid) {
    return Optional.ofNullable(links.get(xid));
  }

  /** The link token with a secret. */
  public Optional<Link> find(LinkTokenSecret secret) {
    return Optional.ofNullable(bySecret.get(secret));
  }

  /** Chooses the life of later sessions. */
  public void sessionLifetime(Duration lifetime) {
    sessionLifetime = lifetime;
  }

  /** Chooses what unlinking comes to from now on: switched off at SePay alone, or unlinked. */
  public void inactivates(boolean only) {
    inactivates = only;
  }

  /** Chooses the spelling of the event of an account that is switched off. */
  public void spellsInactived(boolean inactived) {
    spellsInactived = inactived;
  }

  /** Lets the bank refuse for good what is next entered in any page. */
  public void rejectNext(BankRejection reason) {
    nextRefusal = reason;
  }

  /** Revokes a link token; refuses one that is used up, over or revoked already. */
  public void revoke(Link link) {
    move(link, PageAction.REVOKE, clock.instant());
  }

  /** What all pages show, in the order of their creation. */
  public List<PageView> views() {
    return links.values().stream().map(Link::view).toList();
  }

  /** What a page shows. */
  public PageView view(Link link) {
    return link.view();
  }

  /**
   * Does what a user does in a page. Inputs: {@code bank} and {@code account_type}; {@code
   * account_number}, {@code identification_number} and {@code phone_number}; {@code otp}; {@code
   * reason}.
   */
  public PageView act(Link link, PageAction action, Map<String, String> inputs) {
    requirePossible(link, action);
    if (!action.isUsers()) {
      throw ErrorResponse.of(
          ErrorResponse.Kind.INVALID, action + " is not for users of the page to do");
    }
    Instant now = clock.instant();
    return switch (action) {
      case OPEN -> open(link, now);
      case CHOOSE_BANK -> chooseBank(link, inputs, now);
      case ENTER_ACCOUNT -> enterAccount(link, inputs, now);
      case ENTER_OTP -> enterOtp(link, inputs, now);
      case FAIL -> fail(link, refusal(inputs), now);
      case CONFIRM_UNLINK ->
          owned(link).isPresent()
              ? move(link, action, now)
              : fail(link, BankRejection.NOT_LINKED, now);
      default -> {
        visit(link).refusal = null;
        yield move(link, action, now);
      }
    };
  }

  private PageView open(Link link, Instant now) {
    if (!link.step().isOpen()) {
      return link.view();
    }
    link.opened(link.visit() == null ? begin(link, now) : null);
    visit(link).refusal = null;
    return move(link, PageAction.OPEN, now);
  }

  private Session begin(Link link, Instant now) {
    Session session = new Session(sessionXids.get(), now, now.plus(sessionLifetime));
    owned(link).map(LinkedAccount::account).ifPresent(account -> choose(session, account));
    ends.add(new End(session.expiresAt(), link, session));
    return session;
  }

  private static void choose(Session session, SandboxAccount account) {
    session.bank = account.bank();
    session.type = account.type();
    session.account = account;
  }

  private PageView chooseBank(Link link, Map<String, String> inputs, Instant now) {
    String bank = input(inputs, "bank");
    AccountType type = new AccountType(inputs.getOrDefault("account_type", "personal"));
    List<SandboxAccount> there =
        SandboxAccount.all().stream()
            .filter(account -> account.bank().equalsIgnoreCase(bank))
            .toList();
    if (there.stream().noneMatch(account -> account.type().equals(type))) {
      throw invalid(
          there.isEmpty() ? "bank" : "account_type",
          there.isEmpty() ? bank : type.value(),
          there.isEmpty()
              ? SandboxAccount.all().stream().map(SandboxAccount::bank).distinct().toList()
              : there.stream().map(account -> account.type().value()).distinct().toList());
    }
    Session visit = visit(link);
    visit.bank = there.get(0).bank();
    visit.type = type;
    visit.refusal = null;
    return move(link, PageAction.CHOOSE_BANK, now);
  }

  private PageView enterAccount(Link link, Map<String, String> inputs, Instant now) {
    String number = input(inputs, "account_number");
    String identification = input(inputs, "identification_number");
    String phone = input(inputs, "phone_number");
    if (nextRefusal != null) {
      return failAsAwaited(link, nextRefusal, now);
    }
    Session visit = visit(link);
    SandboxAccount account =
        SandboxAccount.all().stream()
            .filter(known -> known.bank().equals(visit.bank) && known.number().equals(number))
            .findFirst()
            .orElse(null);
    BankRejection refusal = refusal(link, visit, account, identification, phone);
    visit.refusal = refusal;
    visit.account = refusal == null ? account : null;
    return move(link, refusal == null ? PageAction.ENTER_ACCOUNT : PageAction.MISTYPE_ACCOUNT, now);
  }

  private @Nullable BankRejection refusal(
      Link link,
      Session visit,
      @Nullable SandboxAccount account,
      String identification,
      String phone) {
    if (account == null) {
      return BankRejection.ACCOUNT_MISSING_OR_LOCKED;
    }
    if (!account.type().equals(visit.type)) {
      return BankRejection.HOLDER_MISMATCH;
    }
    boolean wrongPhone = !account.phone().equals(phone);
    if (!account.identification().equals(identification)) {
      return wrongPhone
          ? BankRejection.IDENTIFICATION_AND_PHONE_UNKNOWN
          : BankRejection.IDENTIFICATION_UNKNOWN;
    }
    if (wrongPhone) {
      return BankRejection.PHONE_UNKNOWN;
    }
    return accounts.isFreeFor(link.terms().company(), account)
        ? null
        : BankRejection.ALREADY_LINKED;
  }

  private PageView enterOtp(Link link, Map<String, String> inputs, Instant now) {
    String otp = input(inputs, "otp");
    if (nextRefusal != null) {
      return failAsAwaited(link, nextRefusal, now);
    }
    Session visit = visit(link);
    SandboxAccount account = visit.account;
    if (account == null || !account.otp().equals(otp)) {
      visit.refusal = BankRejection.OTP_WRONG;
      return move(link, PageAction.MISTYPE_OTP, now);
    }
    visit.refusal = null;
    return link.terms().purpose() == Purpose.LINK_BANK_ACCOUNT
        ? linked(link, account, now)
        : unlinked(link, now);
  }

  private PageView linked(Link link, SandboxAccount account, Instant now) {
    CompanyXid company = link.terms().company();
    if (!accounts.isFreeFor(company, account)) {
      return fail(link, BankRejection.ALREADY_LINKED, now);
    }
    visit(link).linked = accounts.link(company, account).xid();
    return move(link, PageAction.ENTER_OTP, now);
  }

  private PageView unlinked(Link link, Instant now) {
    LinkedAccount owned = owned(link).orElse(null);
    if (owned == null) {
      return fail(link, BankRejection.NOT_LINKED, now);
    }
    BankAccountXid xid = owned.xid();
    visit(link).linked = xid;
    if (inactivates) {
      accounts.switchOff(xid);
      return move(link, PageAction.INACTIVATE, now);
    }
    accounts.unlink(xid);
    return move(link, PageAction.ENTER_OTP, now);
  }

  /** The account to unlink, if it is still the company's. */
  private Optional<LinkedAccount> owned(Link link) {
    return Optional.ofNullable(link.terms().account())
        .flatMap(accounts::find)
        .filter(account -> account.company().equals(link.terms().company()));
  }

  private PageView failAsAwaited(Link link, BankRejection reason, Instant now) {
    nextRefusal = null;
    return fail(link, reason, now);
  }

  private PageView fail(Link link, BankRejection reason, Instant now) {
    visit(link).refusal = reason;
    return move(link, PageAction.FAIL, now);
  }

  /** Lets end what has lasted long enough. */
  public void expireDue() {
    Instant now = clock.instant();
    for (End end = ends.peek(); end != null && !end.at().isAfter(now); end = ends.peek()) {
      ends.remove();
      PageAction action =
          end.session() == null ? PageAction.TOKEN_EXPIRES : PageAction.SESSION_EXPIRES;
      boolean lasts = end.session() == null || end.session().runs();
      if (lasts && transition(end.link(), action).isPresent()) {
        move(end.link(), action, end.at());
      }
    }
  }

  /** When something ends next, if anything does. */
  public Optional<Instant> nextEnd() {
    return Optional.ofNullable(ends.peek()).map(End::at);
  }

  private static Optional<Transition> transition(Link link, PageAction action) {
    return Transitions.of(link.terms().purpose(), link.step(), action);
  }

  private void requirePossible(Link link, PageAction action) {
    if (transition(link, action).isEmpty()) {
      throw ErrorResponse.of(ErrorResponse.Kind.NOT_NOW, explanation(link, action));
    }
  }

  private static String explanation(Link link, PageAction action) {
    String possible =
        Arrays.stream(PageAction.values())
            .filter(PageAction::isUsers)
            .filter(other -> transition(link, other).isPresent())
            .map(PageAction::name)
            .collect(Collectors.joining(", "));
    PageStep step = link.step();
    return "the link %s, so this cannot be: %s; possible: %s"
        .formatted(step.text(), action.text(), possible);
  }

  private PageView move(Link link, PageAction action, Instant now) {
    requirePossible(link, action);
    Transition transition = transition(link, action).orElseThrow();
    link.transitionTo(transition.to(), now);
    transition.events().forEach(name -> tell(link, name, now));
    return link.view();
  }

  private void tell(Link link, EventName name, Instant now) {
    String spelling =
        name == EventName.BANK_ACCOUNT_INACTIVATED && spellsInactived
            ? "BANK_ACCOUNT_INACTIVED"
            : name.name();
    Event event = new Event(eventXids.get(), spelling, now, EventMetadata.of(name, link));
    link.happened(event);
    told.accept(event);
  }

  private static Session visit(Link link) {
    return Objects.requireNonNull(link.lastVisit());
  }

  private static String input(Map<String, String> inputs, String name) {
    String value = inputs.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw ErrorResponse.of(ErrorResponse.Kind.INVALID, name + " is required");
    }
    return value;
  }

  private static BankRejection refusal(Map<String, String> inputs) {
    String name = input(inputs, "reason");
    return Arrays.stream(BankRejection.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElseThrow(() -> invalid("reason", name, List.of(BankRejection.values())));
  }

  private static ErrorResponse invalid(String field, String value, List<?> expected) {
    return ErrorResponse.of(
        ErrorResponse.Kind.INVALID,
        "%s is %s; expected one of %s".formatted(field, value, expected));
  }
}
