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

/** Writes {@code docs/faults.md}: what is said about triggering, and the catalogue as a table. */
final class FaultTable {

  private static final String BEFORE =
      """
      # Faults

      The offline Bank Hub shows the faults below when it is told to, in memory and over HTTP. What a client makes of each is in the table; `FaultsContract` in the testkit checks it for any implementation of the ports.

      ## In Java

      ```java
      control.inject(FaultScenario.RESET_MID_BODY.times(2).on(Operation.CREATE_LINK_TOKEN));
      ```

      | how often | strikes |
      |---|---|
      | `once()` | the next call |
      | `times(n)` | the next n calls |
      | `every(n)` | every n-th call |
      | `until(instant)` | every call until then, by the hub's clock |
      | `always()` | every call, until it is cleared |

      `on(operation)` limits a fault to some calls; without it, all count. A client that has no access token yet asks for one first, so `once()` without `on(…)` strikes that request, and the create goes well if the client asks again.

      Where the catalogue below says "sent again by itself", `once()` shows no failure: the second attempt goes well. To see the failure, use `always()`.

      `until(instant)` is refused if the hub's clock has come so far already. `retryAfter(duration)` chooses what an answer says that tells how long to wait, at first a second; it is rounded up to whole seconds. Only these scenarios take it: %1$s.

      Of several faults that could strike a call, the one injected first does. `faults()` tells which are in force, `clearFaults()` and `reset()` end them. The journal tells which fault struck a call, and the link token that the call created even if the answer was lost.

      The names of the calls are %2$s. Over HTTP an operation is its name, in the journal too; printed in Java it is its method and path.

      ## Over HTTP

      `mvn -q -Pserve -Dbankhub.port=8080` runs the offline Bank Hub; so does a `BankHubServer` of your own.

      ```sh
      curl http://127.0.0.1:8080/_testkit/faults
      curl http://127.0.0.1:8080/_testkit/faults -d '{"scenario":"RESET_MID_BODY","times":2,"operation":"CREATE_LINK_TOKEN"}'
      curl -X DELETE http://127.0.0.1:8080/_testkit/faults
      ```

      The first lists the catalogue and the faults in force, the second puts a fault in force, the third ends all. How often is one of `"times":2`, `"every":3`, `"until":"2099-01-01T00:00:00Z"` and `"always":true`; without it, once. `until` is an instant to come by the hub's clock, which with `-Pserve` is the system's. `"operation"` is one of the names above; without it, every call counts. `"retry_after_seconds":7` chooses how long to wait, for the scenarios that take it. A mistake is answered with 400 and what was expected. Faults never strike this path, and the journal does not show it.

      `CONNECTION_REFUSED` takes `until` or `always` and no operation. It shuts this path too: only its instant, or Java, opens the port again.

      ## What differs in memory

      - Nothing waits. A failure that says how long to wait comes out at once; a client over HTTP waits and sends again if it has the time. An answer that stalls fails at once too.
      - Nobody rests. After the access token could not be had, a client over HTTP asks for none for a second of real time (`Tokens.pauseAfterFailure`), and fails at once meanwhile, also when the fault has been cleared.
      - There is no connection. A fault of the connection comes out as the failure that the client over HTTP gives. `OfflineWire.answer` has no connection either, and throws `UncheckedIOException`.

      ## What holds in both

      - A request that the service refuses is not changed by faults of the answer's body or status: its refusal is the answer, and the fault strikes another call.
      - What happens before the performing creates nothing. From `BEFORE_ANSWER` on, the request is performed, unless it is refused.

      ## The catalogue

      Raised is what `linkTokens().create(…)` throws when the fault strikes each time. If it strikes the request for the access token instead, the failure says `NOT_SENT` and `failedAt()` is `CREATE_ACCESS_TOKEN`; `NOT_FOUND_404` is an `UnreadableAnswerException` then.

      The other calls fail in the same way, with two differences: over HTTP their status of success is 200, and revoking a link token, which needs nothing of the answer, succeeds with any JSON object.

      | scenario | what happens | place | effect | raised on create | delivery | HTTP status | sent again by itself | what to do |
      |---|---|---|---|---|---|---|---|---|
      """;

  private FaultTable() {}

  static String text() {
    return BEFORE.formatted(sayingWhen(), operations())
        + Arrays.stream(FaultScenario.values()).map(FaultTable::row).collect(Collectors.joining());
  }

  private static String sayingWhen() {
    return Arrays.stream(FaultScenario.values())
        .filter(scenario -> scenario.expectedFailure().hasRetryAfter())
        .map(scenario -> "`" + scenario + "`")
        .collect(Collectors.joining(", "));
  }

  private static String operations() {
    return Arrays.stream(Operation.values())
        .map(operation -> "`%s` (`%s`)".formatted(operation.name(), operation))
        .collect(Collectors.joining(", "));
  }

  private static String row(FaultScenario scenario) {
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    boolean fails = expectedFailure.failure().isPresent();
    return "| `%s` | %s | `%s` | `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            scenario,
            scenario.what(),
            scenario.place(),
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
      return "every call but the one for the token, once, with a new one";
    }
    if (expectedFailure.isRetried(Operation.CREATE_LINK_TOKEN)) {
      return expectedFailure.hasRetryAfter() ? "every call, after the wait" : "every call";
    }
    return expectedFailure.isRetried(Operation.CREATE_ACCESS_TOKEN)
        ? "every call but create"
        : "no";
  }

  /** What the leaf asks for, and what the delivery adds. */
  private static String whatToDo(FaultScenario scenario) {
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    Map<Class<? extends BankHubException>, String> leaves =
        Map.of(
            InvalidRequestException.class, "Change the request: see `fields()`.",
            NotFoundException.class, "Check the ids in `possiblyMissing()`.",
            AccessDeniedException.class, "Check the credentials.",
            RateLimitedException.class, "Wait for `retryAfter()` if it is there, then try again.",
            UnavailableException.class, "Try later.",
            BlockedByFirewallException.class, "Give SePay the `rayId()`.",
            MalformedResponseException.class, "Look at the excerpt. Check the base URI.");
    if (scenario == FaultScenario.RESET_AFTER_ANSWER) {
      return "Nothing. The next create may fail as `UNKNOWN`: it may meet the reset connection.";
    }
    if (expectedFailure.failure().isEmpty()) {
      return "Nothing.";
    }
    String leaf = leaves.get(expectedFailure.failure().orElseThrow());
    return expectedFailure.requestOutcome() == RequestOutcome.UNKNOWN
        ? leaf + " There may be a link token that you were not told of."
        : leaf;
  }
}
