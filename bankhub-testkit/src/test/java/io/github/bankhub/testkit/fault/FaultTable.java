package io.github.bankhub.testkit.fault;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The generated parts of {@code docs/faults.md}. */
final class FaultTable {

  private static final String HEAD =
      """
      | scenario | what happens | phase | effect | exception on create | request outcome | HTTP status | retried | what to do |
      |---|---|---|---|---|---|---|---|---|
      """;

  private FaultTable() {}

  static String catalogue() {
    return HEAD
        + Arrays.stream(FaultScenario.values()).map(FaultTable::row).collect(Collectors.joining());
  }

  /** The scenarios whose response says how long to wait. */
  static String scenariosWithRetryAfter() {
    return Arrays.stream(FaultScenario.values())
        .filter(scenario -> scenario.expectedFailure().hasRetryAfter())
        .map("- `%s`\n"::formatted)
        .collect(Collectors.joining());
  }

  private static String row(FaultScenario scenario) {
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    boolean fails = expectedFailure.failure().isPresent();
    return "| `%s` | %s | `%s` | `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            scenario,
            scenario.what(),
            scenario.phase(),
            scenario.effect(),
            failure(expectedFailure),
            fails ? "`" + expectedFailure.requestOutcome() + "`" : "–",
            expectedFailure.httpStatus().isPresent()
                ? expectedFailure.httpStatus().getAsInt()
                : "–",
            sentAgain(scenario),
            whatToDo(scenario));
  }

  private static String failure(ExpectedFailure expectedFailure) {
    String reason = expectedFailure.reason().map(why -> ", `" + why + "`").orElse("");
    return expectedFailure
        .failure()
        .map(leaf -> "`" + leaf.getSimpleName() + "`" + reason)
        .orElse("none");
  }

  private static String sentAgain(FaultScenario scenario) {
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    if (scenario == FaultScenario.UNAUTHENTICATED_401) {
      return "every operation but the token request, once, with a new token";
    }
    if (scenario == FaultScenario.UNAUTHENTICATED_401_BY_GATEWAY) {
      return "every operation but create and the token request, once, with a new token";
    }
    if (expectedFailure.isRetried(Operation.CREATE_LINK_TOKEN)) {
      return expectedFailure.hasRetryAfter()
          ? "every operation, after the wait"
          : "every operation";
    }
    return expectedFailure.isRetried(Operation.CREATE_ACCESS_TOKEN)
        ? "every operation but create"
        : "no";
  }

  /** The advice for the exception, and what an unknown outcome adds. */
  private static String whatToDo(FaultScenario scenario) {
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    Map<Class<? extends BankHubException>, String> leaves =
        Map.of(
            InvalidRequestException.class, "Change the request: see `fields()`.",
            NotFoundException.class, "Check the ids in `possiblyMissing()`.",
            AccessDeniedException.class, "Check the credentials.",
            RateLimitedException.class, "Wait for `retryAfter()`, if present. Then try again.",
            UnavailableException.class, "Try later.",
            BlockedByFirewallException.class, "Give SePay the `rayId()`.",
            MalformedResponseException.class, "Check the excerpt and the base URI.");
    if (scenario == FaultScenario.RESET_AFTER_RESPONSE) {
      return "Nothing. The next create may fail as `UNKNOWN`: it may use the reset connection.";
    }
    if (scenario.effect() == FaultEffect.SURPLUS) {
      return "Nothing. The next call must use another connection.";
    }
    if (expectedFailure.failure().isEmpty()) {
      return "Nothing.";
    }
    String leaf = leaves.get(expectedFailure.failure().orElseThrow());
    return expectedFailure.requestOutcome() == RequestOutcome.UNKNOWN
        ? leaf + " Create: the link token may exist."
        : leaf;
  }
}
