package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.ExpectedFailure;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultEffect;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** The test of one fault with a service and a client of its own. */
record FaultCase(FaultScenario scenario, ContractFixture fixture) {

  /** Longer than every call timeout, so that no client waits for it. */
  static final Duration RETRY_AFTER = Duration.ofHours(1);

  static final String MAY_BE_PERFORMED = "the first may have been performed";

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(5);

  /**
   * Runs the test of a fault. If the fault sends no whole response, the client waits only for a
   * short time. The other requests of the test may need more on a slow machine. So a test that
   * failed runs once more, with a longer time.
   *
   * @param fixtures creates a fixture whose client waits for a response for this long
   */
  static void run(
      FaultScenario scenario, Function<Duration, ContractFixture> fixtures, FaultTest test)
      throws Throwable {
    if (responds(scenario)) {
      test.run(new FaultCase(scenario, fixtures.apply(ClientContract.RESPONSE_TIMEOUT)));
      return;
    }
    try {
      test.run(new FaultCase(scenario, fixtures.apply(SHORT)));
    } catch (AssertionError | BankHubException e) {
      test.run(new FaultCase(scenario, fixtures.apply(LONG)));
    }
  }

  static boolean responds(FaultScenario scenario) {
    return scenario.effect() != FaultEffect.STALL && scenario.effect() != FaultEffect.DRIBBLE;
  }

  static boolean isRetried(FaultScenario scenario, Operation operation) {
    return scenario != FaultScenario.CONNECTION_REFUSED
        && scenario.expectedFailure(operation).isRetried(operation)
        && !scenario.expectedFailure(operation).hasRetryAfter();
  }

  /** The fault applies to every attempt of the call. */
  void callFails(Operation operation, Executable call) throws Throwable {
    fixture.hub().accessToken();
    fixture.control().inject(always(operation, RETRY_AFTER));
    long createdBefore = created();
    BankHubException failure = failureOf(call);
    if (expected(operation).failure().isEmpty() || isDoneByEarlierAttempt(operation)) {
      assertNull(failure, because("the call succeeds despite the fault"));
    } else {
      assertFailure(typeOf(operation), failure, operation, expected(operation).requestOutcome());
    }
    if (operation.isSafe()) {
      assertEquals(createdBefore, created(), because("nothing is created"));
    }
  }

  /** A second revocation finds that the first one, whose response was lost, revoked the token. */
  private boolean isDoneByEarlierAttempt(Operation operation) {
    return operation == Operation.REVOKE_LINK_TOKEN
        && scenario.phase().isPerformed()
        && expected(operation).httpStatus().isPresent()
        && sent(operation) > 1;
  }

  /** A list, a GET without an id and a call without references refer to nothing that is missing. */
  private Class<?> typeOf(Operation operation) {
    Class<?> type = expected(operation).failure().orElseThrow();
    boolean hasReference =
        !operation.referenceFields().isEmpty()
            && (!operation.method().equals("GET") || operation.pathField().isPresent());
    return type == NotFoundException.class && !hasReference
        ? MalformedResponseException.class
        : type;
  }

  void assertFailure(
      Class<?> type, @Nullable BankHubException failure, Operation failed, RequestOutcome outcome) {
    assertNotNull(failure, because("the call fails"));
    CallDetails call = failure.call();
    assertEquals(type, failure.getClass(), because("the type of the failure"));
    assertEquals(expected(failed).reason(), reason(failure), because("the reason"));
    assertEquals(expected(failed).httpStatus(), call.httpStatus(), because("the HTTP status"));
    if (failure instanceof RateLimitedException limited) {
      Optional<Duration> wait =
          Optional.of(RETRY_AFTER).filter(it -> expected(failed).hasRetryAfter());
      assertEquals(wait, limited.retryAfter(), because("how long to wait"));
    }
    String whatHappened = because("the failure reports what happened to the request");
    assertEquals(outcome, call.requestOutcome(), whatHappened);
    assertEquals(failed, call.failedOperation(), because("which call failed"));
    assertAttempts(failed, call.attempts());
  }

  private void assertAttempts(Operation operation, int attempts) {
    if (scenario == FaultScenario.CONNECTION_REFUSED) {
      return; // The service receives no request that it could count.
    }
    int sent = sent(operation);
    if (isSentWithNewToken(operation)) {
      assertSent(sent == 2, operation, "a 401 allows one more attempt");
    } else if (isRetried(scenario, operation)) {
      assertSent(sent > 1, operation, "this failure allows a retry");
    } else {
      assertSent(sent <= 1, operation, whyNoRetry(operation));
    }
    assertEquals(
        sent,
        attempts,
        because("attempts() of the failure is the number of requests that the service got"));
  }

  private String whyNoRetry(Operation operation) {
    return expected(operation).requestOutcome() == RequestOutcome.UNKNOWN
        ? MAY_BE_PERFORMED
        : "this failure allows no retry";
  }

  /** Fails with how often a request was sent, and why this is wrong. */
  void assertSent(boolean isRight, Operation operation, String although) {
    if (!isRight) {
      String times = EndpointContract.times(sent(operation));
      fail(because("%s was sent %s although %s".formatted(operation, times, although)));
    }
  }

  private boolean isSentWithNewToken(Operation operation) {
    boolean isByGateway = scenario == FaultScenario.UNAUTHENTICATED_401_BY_GATEWAY;
    return operation.usesAccessToken()
        && (scenario == FaultScenario.UNAUTHENTICATED_401
            || (isByGateway && operation.isIdempotent()));
  }

  private static Optional<UnavailableException.Reason> reason(BankHubException failure) {
    return failure instanceof UnavailableException unavailable
        ? Optional.of(unavailable.reason())
        : Optional.empty();
  }

  Fault always(Operation operation, Duration retryAfter) {
    if (scenario == FaultScenario.CONNECTION_REFUSED) {
      return scenario.always();
    }
    Fault fault = scenario.always().on(operation);
    return expected(operation).hasRetryAfter() ? fault.retryAfter(retryAfter) : fault;
  }

  ExpectedFailure expected(Operation operation) {
    return scenario.expectedFailure(operation);
  }

  String because(String rule) {
    return scenario + ": " + rule;
  }

  static @Nullable BankHubException failureOf(Executable call) throws Throwable {
    try {
      call.execute();
      return null;
    } catch (BankHubException e) {
      return e;
    }
  }

  int sent(Operation operation) {
    return fixture.statuses(operation).size();
  }

  long created() {
    return fixture.control().journal().stream()
        .filter(entry -> entry.created().isPresent())
        .count();
  }

  /** The test of one case. */
  @FunctionalInterface
  interface FaultTest {
    void run(FaultCase test) throws Throwable;
  }
}
