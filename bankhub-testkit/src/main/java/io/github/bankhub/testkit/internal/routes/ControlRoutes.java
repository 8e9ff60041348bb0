package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.lifecycle.PageFields;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The control by HTTP: what {@link Control} does, under a path that is none of SePay's. Faults
 * never strike it, and the journal does not show it. Described in {@code openapi/testkit.yaml}.
 */
public final class ControlRoutes {

  public static final String ROOT = "/_testkit";

  @FunctionalInterface
  private interface Doing {
    Map<String, ? extends @Nullable Object> does(ControlFields fields);
  }

  /** One method of one path; what it takes is named so that a mistyped field is found. */
  record Route(String method, String path, int status, List<String> fields, Doing doing) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private final Control control;
  private final BankHubService engine;
  private final FaultControl faults;
  private final List<Route> routes = new ArrayList<>();

  public ControlRoutes(BankHubService engine, Control control) {
    this.engine = engine;
    this.control = control;
    this.faults = new FaultControl(engine);
    route("GET", "/", fields -> Map.of("paths", routes.stream().map(Route::toString).toList()));
    data();
    time();
    route("GET", "/journal", fields -> Map.of("calls", journal()));
    route("GET", "/faults", fields -> faults.shown());
    intake("/faults", FaultControl.FIELDS, faults::inject);
    route("DELETE", "/faults", fields -> faults.cleared());
    pages();
    switches();
    webhooks();
  }

  private void data() {
    route("POST", "/reset", fields -> nothing(control::reset));
    intake("/samples", List.of(), fields -> nothing(control::addSamples));
    route("GET", "/companies", fields -> Map.of("companies", companies()));
    intake("/companies", List.of("full_name", "xid"), this::addCompany);
    route("GET", "/bank-accounts", fields -> Map.of("bank_accounts", bankAccounts()));
    route(
        "GET",
        "/sandbox-accounts",
        fields ->
            Map.of(
                "sandbox_accounts",
                SandboxAccount.all().stream().map(ControlRoutes::shown).toList()));
    intake(
        "/bank-accounts",
        List.of("company_xid", "bank", "account_number", "xid"),
        this::addBankAccount);
    route("GET", "/credentials", fields -> credentials());
    intake("/clients", List.of("client_id", "client_secret"), this::addClient);
    intake("/access-tokens", List.of("access_token"), this::addAccessToken);
    intake("/link-tokens", List.of("xid", "link_token", "company_xid"), this::addLinkToken);
    route("POST", "/access-tokens/expire", fields -> nothing(control::expireAccessTokens));
  }

  private void time() {
    route("GET", "/clock", fields -> now());
    route("POST", "/clock", List.of("advance", "until_idle"), this::turnClock);
  }

  private void pages() {
    route(
        "GET",
        "/pages",
        fields -> Map.of("pages", control.pages().stream().map(PageFields::of).toList()));
    route("GET", "/pages/{xid}", fields -> PageFields.of(engine.view(link(fields))));
    route(
        "POST",
        "/pages/{xid}",
        List.of(
            "action",
            "bank",
            "account_type",
            "account_number",
            "identification_number",
            "phone_number",
            "otp",
            "reason"),
        this::act);
  }

  private void switches() {
    route(
        "POST",
        "/switches",
        List.of(
            "error_style",
            "link_token_life",
            "session_life",
            "access_token_life",
            "unlinking_inactivates",
            "spell_inactived",
            "refuse_next"),
        this::turn);
  }

  private void webhooks() {
    route("POST", "/webhook", List.of("url", "secret", "allow_events"), this::deliverTo);
    route("DELETE", "/webhook", fields -> nothing(control.webhooks()::off));
    route("GET", "/deliveries", fields -> Map.of("deliveries", deliveries()));
    route("POST", "/deliveries", List.of("redeliver"), this::redeliver);
    intake("/disturbances", List.of("kind", "delay", "times", "always", "events"), this::disturb);
    route("DELETE", "/disturbances", fields -> nothing(control.webhooks()::clearDisturbances));
  }

  private void route(String method, String path, Doing doing) {
    route(method, path, List.of(), doing);
  }

  private void route(String method, String path, List<String> fields, Doing doing) {
    routes.add(new Route(method, ROOT + path, 200, fields, doing));
  }

  /** A path that takes something in. */
  private void intake(String path, List<String> fields, Doing doing) {
    routes.add(new Route("POST", ROOT + path, 201, fields, doing));
  }

  public static boolean isAt(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  List<Route> routes() {
    return List.copyOf(routes);
  }

  public HttpResponse answer(String method, String path, HttpRequest request) {
    List<Route> here = routes.stream().filter(route -> parameter(route, path).isPresent()).toList();
    if (here.isEmpty()) {
      throw ErrorResponse.of(Kind.NO_SUCH_PATH, "there are " + routes);
    }
    Route route =
        here.stream()
            .filter(candidate -> candidate.method().equals(method))
            .findFirst()
            .orElseThrow(() -> ErrorResponse.of(Kind.WRONG_METHOD, "use " + methods(here)));
    return answer(route, parameter(route, path).orElseThrow(), request);
  }

  private static HttpResponse answer(Route route, String parameter, HttpRequest request) {
    Map<String, Object> given =
        route.method().equals("POST") && request.body().length > 0
            ? JsonBodies.jsonFields(request)
            : Map.of();
    TreeSet<String> unknown = new TreeSet<>(given.keySet());
    unknown.removeAll(route.fields());
    if (!unknown.isEmpty()) {
      throw ErrorResponse.of(
          Kind.INVALID, unknown + " is unknown; the fields are " + new TreeSet<>(route.fields()));
    }
    try {
      Map<String, ? extends @Nullable Object> answer =
          route.doing().does(new ControlFields(given, parameter));
      return JsonBodies.json(route.status(), answer);
    } catch (IllegalStateException e) {
      throw ErrorResponse.of(Kind.NOT_NOW, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw ErrorResponse.of(Kind.INVALID, String.valueOf(e.getMessage()));
    }
  }

  /** The methods of a path, for the header Allow. */
  public String allowed(String path) {
    return methods(routes.stream().filter(route -> parameter(route, path).isPresent()).toList());
  }

  private static String methods(List<Route> here) {
    return here.stream().map(Route::method).collect(Collectors.joining(", "));
  }

  /** What stands for the path's parameter, empty text if it has none; empty if it is elsewhere. */
  private static Optional<String> parameter(Route route, String path) {
    int open = route.path().indexOf('{');
    if (open < 0) {
      return route.path().equals(path) || route.path().equals(path + "/")
          ? Optional.of("")
          : Optional.empty();
    }
    String prefix = route.path().substring(0, open);
    return path.startsWith(prefix) && path.length() > prefix.length()
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  /** What is due by then has been delivered when this is answered. */
  private Map<String, Object> turnClock(ControlFields fields) {
    if (fields.has("advance") == fields.has("until_idle")) {
      throw new IllegalArgumentException("give either advance or until_idle");
    }
    if (fields.has("advance")) {
      control.clock().advance(fields.duration("advance"));
      control.webhooks().settle();
    } else if (fields.flag("until_idle")) {
      control.webhooks().runUntilIdle();
    } else {
      throw fields.wrong("until_idle", "true");
    }
    return now();
  }

  private Map<String, Object> deliverTo(ControlFields fields) {
    URI url = fields.uri("url");
    WebhookSecret secret = new WebhookSecret(fields.secret("secret"));
    Optional<List<String>> allowed =
        fields.ifGiven("allow_events", () -> fields.texts("allow_events"));
    Optional<List<String>> chosen = allowed.filter(names -> !names.equals(List.of("*")));
    // Before anything is changed.
    chosen.ifPresent(names -> names.forEach(EventName::of));
    control.webhooks().deliverTo(url, secret);
    chosen.ifPresent(names -> control.webhooks().only(Set.copyOf(names)));
    return Map.of();
  }

  private List<Map<String, Object>> deliveries() {
    return control.webhooks().journal().stream().map(ControlRoutes::shown).toList();
  }

  private static Map<String, Object> shown(WebhookDelivery delivery) {
    Map<String, Object> fields =
        JsonBodies.inOrder(
            "xid", delivery.xid().value(),
            "event", delivery.name(),
            "at", delivery.at().toString(),
            "state", delivery.state().name(),
            "attempts", delivery.attempts().stream().map(ControlRoutes::shown).toList());
    delivery.next().ifPresent(next -> fields.put("next", next.toString()));
    delivery.disturbance().ifPresent(kind -> fields.put("disturbance", kind.name()));
    fields.put("body", JsonBodies.object(delivery.body()));
    return fields;
  }

  private static Map<String, Object> shown(WebhookDelivery.Attempt attempt) {
    return JsonBodies.inOrder(
        "due", attempt.due().toString(),
        "outcome", attempt.outcome().name(),
        "status", attempt.status());
  }

  private Map<String, Object> redeliver(ControlFields fields) {
    control.webhooks().redeliver(new EventXid(fields.text("redeliver")));
    control.webhooks().settle();
    return Map.of();
  }

  private Map<String, Object> disturb(ControlFields fields) {
    DeliveryFault.Kind kind = fields.oneOf("kind", List.of(DeliveryFault.Kind.values()));
    DeliveryFault disturbance =
        switch (kind) {
          case DUPLICATE -> DeliveryFault.duplicate();
          case SWAP -> DeliveryFault.swapWithNext();
          case DELAY -> DeliveryFault.delay(fields.duration("delay"));
          case LOSS -> DeliveryFault.lose();
          case WRONG_SECRET -> DeliveryFault.wrongSecret();
          case NO_SECRET -> DeliveryFault.withoutSecret();
          case OTHER_LINK_TOKEN -> DeliveryFault.otherLinkToken();
        };
    if (fields.has("delay") && kind != DeliveryFault.Kind.DELAY) {
      throw new IllegalArgumentException("delay goes with the kind DELAY alone");
    }
    if (fields.has("times") && fields.has("always")) {
      throw new IllegalArgumentException("give one of [always, times]");
    }
    if (fields.has("times")) {
      disturbance = disturbance.times(fields.number("times"));
    }
    if (fields.has("always")) {
      if (!fields.flag("always")) {
        throw fields.wrong("always", "true");
      }
      disturbance = disturbance.always();
    }
    List<String> events = fields.ifGiven("events", () -> fields.texts("events")).orElse(List.of());
    if (!events.isEmpty()) {
      disturbance =
          disturbance.on(events.get(0), events.subList(1, events.size()).toArray(new String[0]));
    }
    control.webhooks().disturb(disturbance);
    return Map.of();
  }

  private Map<String, Object> now() {
    return Map.of("now", control.clock().instant().toString());
  }

  private Map<String, Object> addCompany(ControlFields fields) {
    String name = fields.text("full_name");
    if (!fields.has("xid")) {
      return Map.of("xid", control.addCompany(name).value());
    }
    CompanyXid xid = new CompanyXid(fields.text("xid"));
    control.addCompany(xid, name);
    return Map.of("xid", xid.value());
  }

  private List<Map<String, Object>> companies() {
    return control.companies().entrySet().stream()
        .map(
            entry ->
                JsonBodies.inOrder("xid", entry.getKey().value(), "full_name", entry.getValue()))
        .toList();
  }

  private Map<String, Object> addBankAccount(ControlFields fields) {
    CompanyXid company = new CompanyXid(fields.text("company_xid"));
    SandboxAccount account = SandboxAccount.of(fields.text("bank"), fields.text("account_number"));
    if (!fields.has("xid")) {
      return Map.of("xid", control.addBankAccount(company, account).value());
    }
    BankAccountXid xid = new BankAccountXid(fields.text("xid"));
    control.addBankAccount(xid, company, account);
    return Map.of("xid", xid.value());
  }

  private List<Map<String, Object>> bankAccounts() {
    return engine.with(state -> state.accounts().newestFirst()).stream()
        .map(
            linked ->
                JsonBodies.inOrder(
                    "xid", linked.xid().value(),
                    "company_xid", linked.company().value(),
                    "bank", linked.account().bank(),
                    "account_number", linked.account().number(),
                    "active", linked.active()))
        .toList();
  }

  private Map<String, Object> addClient(ControlFields fields) {
    control.addClient(
        ClientCredentials.of(fields.text("client_id"), fields.secret("client_secret")));
    return Map.of();
  }

  private static Map<String, Object> shown(SandboxAccount account) {
    return JsonBodies.inOrder(
        "bank", account.bank(),
        "account_type", account.type().value(),
        "account_number", account.number(),
        "holder", account.holder(),
        "identification_number", account.identification(),
        "phone_number", account.phone(),
        "otp", account.otp());
  }

  private Map<String, Object> credentials() {
    ClientCredentials own = control.credentials();
    return JsonBodies.inOrder(
        "client_id", own.clientId(), "client_secret", own.clientSecret().reveal());
  }

  private Map<String, Object> addAccessToken(ControlFields fields) {
    control.addAccessToken(fields.secret("access_token"));
    return Map.of();
  }

  private Map<String, Object> addLinkToken(ControlFields fields) {
    control.addLinkToken(
        new LinkTokenXid(fields.text("xid")),
        new LinkTokenSecret(fields.secret("link_token")),
        new CompanyXid(fields.text("company_xid")));
    return Map.of();
  }

  private List<Map<String, Object>> journal() {
    return control.journal().stream().map(ControlRoutes::shown).toList();
  }

  private static Map<String, Object> shown(JournalEntry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", entry.at().toString());
    fields.put("operation", entry.operation().name());
    fields.put("status", entry.status());
    entry.fault().ifPresent(fault -> fields.put("fault", fault.name()));
    entry.created().ifPresent(created -> fields.put("created", created.value()));
    return fields;
  }

  private static LinkTokenXid link(ControlFields fields) {
    return new LinkTokenXid(fields.parameter());
  }

  private Map<String, @Nullable Object> act(ControlFields fields) {
    PageAction action = fields.oneOf("action", PageAction.ofUsers());
    Map<String, String> inputs =
        fields.names().stream()
            .filter(name -> !name.equals("action"))
            .collect(
                Collectors.toMap(name -> name, name -> String.valueOf(fields.values().get(name))));
    PageView view = engine.act(link(fields), action, inputs);
    return PageFields.of(view);
  }

  /** All are read before one is turned, so that a mistake changes nothing. */
  private Map<String, Object> turn(ControlFields fields) {
    List<Runnable> turns = new ArrayList<>();
    fields
        .ifGiven("error_style", () -> fields.oneOf("error_style", List.of(ErrorStyle.values())))
        .ifPresent(style -> turns.add(() -> control.errorStyle(style)));
    lifetime(fields, "link_token_life")
        .ifPresent(lifetime -> turns.add(() -> control.linkTokenLifetime(lifetime)));
    lifetime(fields, "session_life")
        .ifPresent(lifetime -> turns.add(() -> control.sessionLifetime(lifetime)));
    lifetime(fields, "access_token_life")
        .ifPresent(lifetime -> turns.add(() -> control.accessTokenLifetime(lifetime)));
    fields
        .ifGiven("unlinking_inactivates", () -> fields.flag("unlinking_inactivates"))
        .ifPresent(only -> turns.add(() -> control.unlinkingInactivates(only)));
    fields
        .ifGiven("spell_inactived", () -> fields.flag("spell_inactived"))
        .ifPresent(spelling -> turns.add(() -> control.useInactivedSpelling(spelling)));
    fields
        .ifGiven("refuse_next", () -> fields.oneOf("refuse_next", List.of(BankRejection.values())))
        .ifPresent(reason -> turns.add(() -> control.rejectNext(reason)));
    turns.forEach(Runnable::run);
    return Map.of();
  }

  private static Optional<Duration> lifetime(ControlFields fields, String name) {
    return fields.ifGiven(
        name,
        () -> {
          Duration lifetime = fields.duration(name);
          if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException(
                name + " is " + lifetime + "; expected PT1S or more");
          }
          return lifetime;
        });
  }

  private static Map<String, Object> nothing(Runnable doing) {
    doing.run();
    return Map.of();
  }
}
