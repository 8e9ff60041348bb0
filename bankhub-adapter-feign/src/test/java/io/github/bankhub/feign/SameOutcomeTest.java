package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.feign.settings.Tokens;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.SampleCalls;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultEffect;
import io.github.bankhub.testkit.fault.FaultPhase;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The client in memory and the adapter have the same outcome: of every operation, with every fault,
 * once and always. Over sockets only if the fault needs a connection, and for one operation of each
 * kind.
 */
@Order(1) // It waits a lot: other tests run meanwhile.
class SameOutcomeTest {

  /** Longer than every call timeout, so that no client waits for it. */
  private static final Duration RETRY_AFTER = Duration.ofHours(1);

  private static final ClientCredentials STRANGER = ClientCredentials.of("stranger", "s3cret");

  private static final Duration A_MILLI = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  @ParameterizedTest
  @EnumSource
  void each_fault_that_needs_no_connection_has_the_same_outcome(Operation operation) {
    List<String> inMemory = new ArrayList<>();
    List<String> inProcess = new ArrayList<>();
    faults(operation, scenario -> !scenario.needsConnection())
        .forEach(
            fault -> {
              inMemory.add(fault + ": " + inMemory(operation, fault));
              inProcess.add(fault + ": " + inProcess(operation, fault));
            });
    assertThat(inMemory).isNotEmpty().containsExactlyElementsOf(inProcess);
  }

  @ParameterizedTest
  @FieldSource("io.github.bankhub.feign.Connections#WITH_FAULTS_OVER_SOCKETS")
  @Timeout(600)
  void each_fault_of_a_connection_has_the_same_outcome(Operation operation) {
    List<String> inMemory = new ArrayList<>();
    List<String> overHttp = new ArrayList<>();
    faults(operation, FaultScenario::needsConnection)
        .forEach(
            fault -> {
              String expected = inMemory(operation, fault);
              inMemory.add(fault + ": " + expected);
              overHttp.add(fault + ": " + overHttp(operation, fault, expected));
            });
    assertThat(inMemory).isNotEmpty().containsExactlyElementsOf(overHttp);
  }

  /** A new operation of a new kind must meet the faults of a connection too. */
  @Test
  void each_kind_of_operation_has_one_that_meets_the_faults_of_a_connection() {
    assertThat(Connections.ONE_OF_EACH_KIND)
        .extracting(SameOutcomeTest::kind)
        .containsAll(Arrays.stream(Operation.values()).map(SameOutcomeTest::kind).toList())
        .doesNotHaveDuplicates();
  }

  /** What the client decides by: which credentials a request has, and whether it is sent again. */
  private static List<Boolean> kind(Operation operation) {
    return List.of(operation.usesAccessToken(), operation.isSafe(), operation.isIdempotent());
  }

  /**
   * The message and the hint of the service too. Not compared is what the adapter masks, or cannot
   * know: the problem of a secret field, and a secret where an id belongs.
   */
  @ParameterizedTest
  @EnumSource
  void each_rejection_has_the_same_outcome(ErrorStyle style) {
    InMemoryBankHub service = service();
    service.control().errorStyle(style);
    BankHub inMemory = inMemory(service, service.control().credentials());
    BankHub withoutRights = inMemory(service, STRANGER);
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub overHttp = overHttp(service, server, service.control().credentials());
        FeignBankHub stranger = overHttp(service, server, STRANGER)) {
      List<String> expected = rejections(overHttp);
      assertThat(rejections(inMemory)).isEqualTo(expected).noneMatch(it -> it.contains("success"));
      assertThat(failureOf(withoutRights::accessToken)).isEqualTo(failureOf(stranger::accessToken));
    }
  }

  private static List<String> rejections(BankHub hub) {
    LinkTokenRequest link = LinkTokenRequest.link(Samples.COMPANY);
    CompanyXid unknown = new CompanyXid("unknown");
    return Stream.<Supplier<Object>>of(
            () -> hub.linkTokens().create(link.withUncheckedField("lang", "vi")),
            () ->
                hub.linkTokens()
                    .create(
                        link.withUncheckedField("lang", "vi").withUncheckedField("colour", "x")),
            () -> hub.linkTokens().create(LinkTokenRequest.link(unknown)),
            () -> hub.companies().get(unknown),
            () -> hub.bankAccounts().get(new BankAccountXid("unknown")),
            () -> hub.transactions().get(new TransactionId("unknown")),
            () -> hub.transactions().create(credit(new BankAccountXid("unknown"))),
            () -> hub.call(Operation.CREATE_TRANSACTION, negative(), (it, zone) -> it),
            () -> hub.linkTokens().get(new LinkTokenSecret("unknown")),
            () -> hub.linkTokens().get(new LinkTokenSecret(Samples.LINK_TOKEN.value())),
            () -> hub.companies().create(NewCompany.active("Usage sample")),
            () ->
                edit(hub, Samples.COMPANY, CompanyChange.status(new Company.Status("Unheard-of"))),
            () -> edit(hub, new CompanyXid("unknown"), CompanyChange.paymentCode(true)),
            () -> revoke(hub, "unknown"),
            () -> revoke(hub, "not:valid"))
        .map(SameOutcomeTest::failureOf)
        .toList();
  }

  private static Object edit(BankHub hub, CompanyXid xid, CompanyChange change) {
    hub.companies().edit(xid, change);
    return "edited";
  }

  private static Map<String, Object> negative() {
    Map<String, Object> fields = new HashMap<>(credit(Samples.BANK_ACCOUNT).fields());
    fields.put("amount", -1);
    return fields;
  }

  private static SimulatedTransaction credit(BankAccountXid account) {
    return SimulatedTransaction.credit(account, BigDecimal.TEN, "DH1");
  }

  private static Object revoke(BankHub hub, String xid) {
    hub.linkTokens().revoke(new LinkTokenXid(xid));
    return "revoked";
  }

  private static String failureOf(Supplier<?> call) {
    try {
      return "success " + call.get();
    } catch (BankHubException e) {
      return failure(e);
    }
  }

  private static Stream<Fault> faults(Operation operation, Predicate<FaultScenario> selected) {
    return Arrays.stream(FaultScenario.values())
        .filter(selected)
        // Chance decides whether the next call uses the connection that was reset.
        .filter(scenario -> scenario != FaultScenario.RESET_AFTER_RESPONSE)
        .flatMap(scenario -> frequencies(scenario, operation))
        .map(
            fault ->
                fault.scenario().expectedFailure().hasRetryAfter()
                    ? fault.retryAfter(RETRY_AFTER)
                    : fault);
  }

  /** Without a response, each attempt takes its time; the contract has them with always. */
  private static Stream<Fault> frequencies(FaultScenario scenario, Operation operation) {
    if (scenario.phase() == FaultPhase.BEFORE_CONNECT) {
      return Stream.of(scenario.always());
    }
    Stream<Fault> faults =
        responds(scenario)
            ? Stream.of(scenario.once(), scenario.always())
            : Stream.of(scenario.once());
    return faults.map(fault -> fault.on(operation));
  }

  private static boolean responds(FaultScenario scenario) {
    return scenario.effect() != FaultEffect.STALL && scenario.effect() != FaultEffect.DRIBBLE;
  }

  private static String inMemory(Operation operation, Fault fault) {
    InMemoryBankHub service = service();
    BankHub hub = inMemory(service, service.control().credentials());
    return outcome(operation, fault, hub, service.control());
  }

  private static BankHub inMemory(InMemoryBankHub service, ClientCredentials client) {
    return service.connectedAs(client, service.environment());
  }

  private static String inProcess(Operation operation, Fault fault) {
    InMemoryBankHub service = service();
    BankHubEnvironment environment = service.environment();
    BankHubHttpHandler handler = BankHubHttpHandler.of(service, environment.baseUri());
    try (FeignBankHub hub =
        builder(service, environment, service.control().credentials(), LONG)
            .client(new InProcessClient(handler, service))
            .build()) {
      return outcome(operation, fault, hub, service.control());
    }
  }

  /** A slow machine may need more than the short time for the attempt that gets a response. */
  private static String overHttp(Operation operation, Fault fault, String expected) {
    String outcome =
        responds(fault.scenario()) ? "" : overHttp(operation, fault, Duration.ofMillis(700));
    return outcome.equals(expected) ? outcome : overHttp(operation, fault, LONG);
  }

  private static String overHttp(Operation operation, Fault fault, Duration timeout) {
    InMemoryBankHub service = service();
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub hub = overHttp(service, server, service.control().credentials(), timeout)) {
      return outcome(operation, fault, hub, service.control());
    }
  }

  private static FeignBankHub overHttp(
      InMemoryBankHub service, BankHubServer server, ClientCredentials client) {
    return overHttp(service, server, client, LONG);
  }

  private static FeignBankHub overHttp(
      InMemoryBankHub service, BankHubServer server, ClientCredentials client, Duration timeout) {
    return builder(service, server.environment(), client, timeout).build();
  }

  private static FeignBankHub.Builder builder(
      InMemoryBankHub service,
      BankHubEnvironment environment,
      ClientCredentials client,
      Duration timeout) {
    BankHubSettings settings =
        SocketSettings.of(environment, client)
            .withTimeouts(new Timeouts(LONG, timeout, LONG.multipliedBy(5)))
            .withTokens(new Tokens(Duration.ofMinutes(1), Duration.ZERO))
            .withRetries(new Retries(3, A_MILLI, A_MILLI));
    return FeignBankHub.builder(settings).clock(service.control().clock());
  }

  private static InMemoryBankHub service() {
    return InMemoryBankHub.builder().data(SameOutcomeTest::addData).build();
  }

  /** With a webhook: what a fault makes of {@code "data": null} is still a response without one. */
  private static void addData(Control control) {
    SampleCalls.addData(control);
    control.webhooks().deliverTo(Samples.WEBHOOK_URL, Samples.WEBHOOK_SECRET);
    control.webhooks().off();
  }

  private static String outcome(Operation operation, Fault fault, BankHub hub, Control control) {
    if (operation != Operation.CREATE_ACCESS_TOKEN) {
      hub.accessToken();
    }
    control.inject(fault);
    // The addresses of a hosted page and of a logo begin with that of the service.
    String result =
        failureOf(() -> SampleCalls.perform(operation, hub))
            .replaceFirst("hostedLink=[^,]+|https?://[^/]+(?=/merchant-logo/)", "");
    // It would prevent the comparison of later calls, and the journal does not list it.
    control.clearFaults();
    return result + ", journal " + journal(control);
  }

  private static String failure(BankHubException failure) {
    CallDetails call = failure.call();
    return "%s, %s, status %s, %s, failed %s, attempts %s%s"
        .formatted(
            failure.getClass().getSimpleName(),
            call.requestOutcome(),
            call.httpStatus(),
            call.operation(),
            call.failedOperation(),
            call.attempts(),
            more(failure));
  }

  /** What only one class of failure has. The texts of broken connections differ. */
  private static String more(BankHubException failure) {
    if (failure instanceof UnavailableException unavailable) {
      return ", " + unavailable.reason() + ", wait " + unavailable.retryAfter();
    }
    if (failure instanceof RateLimitedException limited) {
      return ", wait " + limited.retryAfter();
    }
    if (failure instanceof BlockedByFirewallException blocked) {
      return ", ray " + blocked.rayId();
    }
    if (failure instanceof NotFoundException missing) {
      return ", missing " + missing.possiblyMissing() + " " + missing.serviceMessage();
    }
    if (failure instanceof InvalidRequestException invalid) {
      return ", fields " + invalid.fields() + " " + invalid.serviceMessage();
    }
    return failure instanceof AccessDeniedException
        ? ", " + failure.getMessage().replaceFirst(" \\[.*", "")
        : "";
  }

  private static List<String> journal(Control control) {
    return control.journal().stream()
        .map(entry -> entry.operation().name() + " " + entry.status() + " " + entry.fault())
        .toList();
  }
}
