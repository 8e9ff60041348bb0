package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.company.CompanyQuery;
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
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.feign.settings.Tokens;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultEffect;
import io.github.bankhub.testkit.fault.FaultPhase;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The client in memory and the adapter have the same outcome: of every operation, with every fault,
 * once and always.
 */
class SameOutcomeTest {

  /** Longer than every call timeout, so that no client waits for it. */
  private static final Duration RETRY_AFTER = Duration.ofHours(1);

  private static final Duration A_MILLI = Duration.ofMillis(1);

  @ParameterizedTest
  @EnumSource
  @Timeout(600)
  void each_fault_has_the_same_outcome(Operation operation) {
    List<String> inMemory = new ArrayList<>();
    List<String> overHttp = new ArrayList<>();
    faults(operation)
        .forEach(
            fault -> {
              inMemory.add(fault + ": " + inMemory(operation, fault));
              overHttp.add(fault + ": " + overHttp(operation, fault));
            });
    assertThat(inMemory).containsExactlyElementsOf(overHttp);
  }

  private static Stream<Fault> faults(Operation operation) {
    return Arrays.stream(FaultScenario.values())
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
    BankHub hub = service.connectedAs(service.control().credentials(), service.environment());
    return outcome(operation, fault, hub, service.control());
  }

  private static String overHttp(Operation operation, Fault fault) {
    InMemoryBankHub service = service();
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub hub =
            FeignBankHub.builder(settings(service, server, fault))
                .clock(service.control().clock())
                .build()) {
      return outcome(operation, fault, hub, service.control());
    }
  }

  private static InMemoryBankHub service() {
    return InMemoryBankHub.builder()
        .data(
            control -> {
              control.addSamples();
              control.addLinkToken(
                  new LinkTokenXid("lt_1"), new LinkTokenSecret("secret_1"), Samples.COMPANY);
            })
        .build();
  }

  private static BankHubSettings settings(
      InMemoryBankHub service, BankHubServer server, Fault fault) {
    Duration timeout = Duration.ofMillis(responds(fault.scenario()) ? 10_000 : 700);
    return BankHubSettings.of(server.environment(), service.control().credentials())
        .withTimeouts(new Timeouts(Duration.ofSeconds(5), timeout, timeout.multipliedBy(5)))
        .withTokens(new Tokens(Duration.ofMinutes(1), Duration.ZERO))
        .withRetries(new Retries(3, A_MILLI, A_MILLI));
  }

  private static String outcome(Operation operation, Fault fault, BankHub hub, Control control) {
    if (operation != Operation.CREATE_ACCESS_TOKEN) {
      hub.accessToken();
    }
    control.inject(fault);
    String result = result(operation, hub);
    // It would prevent the comparison of later calls, and the journal does not list it.
    control.clearFaults();
    return result + ", journal " + journal(control);
  }

  private static String result(Operation operation, BankHub hub) {
    try {
      return "success " + call(operation, hub);
    } catch (BankHubException e) {
      return failure(e);
    }
  }

  private static Object call(Operation operation, BankHub hub) {
    return switch (operation) {
      case CREATE_ACCESS_TOKEN -> hub.accessToken().lifetime();
      case CREATE_LINK_TOKEN ->
          hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY)).xid();
      case GET_LINK_TOKEN -> hub.linkTokens().get(new LinkTokenSecret("secret_1"));
      case REVOKE_LINK_TOKEN -> {
        hub.linkTokens().revoke(new LinkTokenXid("lt_1"));
        yield "revoked";
      }
      case LIST_COMPANIES -> hub.companies().list(CompanyQuery.ALL).items();
      case GET_COMPANY -> hub.companies().get(Samples.COMPANY);
      case LIST_BANK_ACCOUNTS -> hub.bankAccounts().list(BankAccountQuery.ALL).items();
      case GET_BANK_ACCOUNT -> hub.bankAccounts().get(Samples.BANK_ACCOUNT);
    };
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
      return ", " + unavailable.reason();
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
