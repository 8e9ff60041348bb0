package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a client makes of every fault of the catalogue: one test for each {@link FaultScenario} and
 * each call.
 *
 * <p>Extend it and say how the implementation is connected, as for {@link LinkTokensContract}. Give
 * the client short timeouts: answers that stall take as long as it waits. A client without a
 * connection leaves out what only a connection can show, by {@link #shows(FaultScenario)}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class FaultsContract extends ClientContract {

  /** Longer than any call lasts, so that nobody waits for it. */
  private static final Duration TOO_LONG = Duration.ofHours(1);

  /** For subclasses. */
  protected FaultsContract() {}

  /**
   * Tells whether the implementation, as it is connected, can meet a fault.
   *
   * @param scenario the fault
   * @return true for all, if not overridden
   */
  protected boolean shows(FaultScenario scenario) {
    return true;
  }

  /**
   * Creates a link token, and the fault strikes each time.
   *
   * @return a test for each scenario
   */
  @TestFactory
  public Stream<DynamicTest> FR_01_create_fails_as_the_catalogue_says() {
    return each(scenario -> true, this::createFails);
  }

  /**
   * Creates a link token, and the fault strikes each request for the access token.
   *
   * @return a test for each scenario
   */
  @TestFactory
  public Stream<DynamicTest> FR_07_create_is_not_sent_if_there_is_no_access_token() {
    // Whether the next call meets the reset connection is a matter of moments.
    return each(scenario -> scenario != FaultScenario.RESET_AFTER_ANSWER, this::tokenFails);
  }

  /**
   * Creates a link token, and the fault strikes once.
   *
   * @return a test for each scenario after which the call may be sent again
   */
  @TestFactory
  public Stream<DynamicTest> FR_07_create_is_sent_again_if_it_was_not_performed() {
    return each(
        scenario ->
            isRetried(scenario, Operation.CREATE_LINK_TOKEN)
                || scenario == FaultScenario.UNAUTHENTICATED_401,
        scenario -> recovers(scenario, Operation.CREATE_LINK_TOKEN));
  }

  /**
   * Creates a link token, and the fault strikes the request for the access token once.
   *
   * @return a test for each scenario after which a token may be asked for again
   */
  @TestFactory
  public Stream<DynamicTest> FR_07_an_access_token_is_asked_for_again() {
    return each(
        scenario -> isRetried(scenario, Operation.CREATE_ACCESS_TOKEN),
        scenario -> recovers(scenario, Operation.CREATE_ACCESS_TOKEN));
  }

  private Stream<DynamicTest> each(Predicate<FaultScenario> chosen, Consumer<FaultScenario> test) {
    return Arrays.stream(FaultScenario.values())
        .filter(this::shows)
        .filter(chosen)
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> test.accept(scenario)));
  }

  private static boolean isRetried(FaultScenario scenario, Operation operation) {
    return scenario != FaultScenario.CONNECTION_REFUSED
        && scenario.expectedFailure().isRetried(operation)
        && !scenario.expectedFailure().hasRetryAfter();
  }

  private void createFails(FaultScenario scenario) {
    ContractFixture bench = bench();
    bench.hub().accessTokens().current();
    bench.control().inject(always(scenario, Operation.CREATE_LINK_TOKEN));
    BankHubException failure = failure(bench);
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    if (expectedFailure.failure().isEmpty()) {
      assertNull(failure, "the call succeeds all the same");
      assertEquals(1, created(bench), "one link token is created");
      return;
    }
    CallDetails call =
        expectedFailure(expectedFailure, expectedFailure.failure().orElseThrow(), failure);
    assertEquals(
        expectedFailure.requestOutcome(),
        call.requestOutcome(),
        "what the failure says of the request");
    assertEquals(Operation.CREATE_LINK_TOKEN, call.failedOperation(), "which call failed");
    assertSent(scenario, bench, call);
    long most = expectedFailure.requestOutcome() == RequestOutcome.UNKNOWN ? 1 : 0;
    assertTrue(created(bench) <= most, "no link token is created but by a call told as UNKNOWN");
  }

  private void tokenFails(FaultScenario scenario) {
    ContractFixture bench = bench();
    bench.control().inject(always(scenario, Operation.CREATE_ACCESS_TOKEN));
    BankHubException failure = failure(bench);
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    if (expectedFailure.failure().isEmpty()) {
      assertNull(failure, "the call succeeds all the same");
      return;
    }
    Class<?> leaf = expectedFailure.failure().orElseThrow();
    CallDetails call =
        expectedFailure(
            expectedFailure,
            leaf == NotFoundException.class ? MalformedResponseException.class : leaf,
            failure);
    assertEquals(
        RequestOutcome.NOT_SENT, call.requestOutcome(), "what the failure says of the request");
    assertEquals(Operation.CREATE_ACCESS_TOKEN, call.failedOperation(), "which call failed");
    assertEquals(List.of(), bench.statuses(Operation.CREATE_LINK_TOKEN), "nothing else is sent");
    assertSent(scenario, bench, call);
  }

  private void recovers(FaultScenario scenario, Operation operation) {
    ContractFixture bench = bench();
    bench.control().inject(scenario.once().on(operation));
    assertNull(failure(bench), "the call succeeds at the second attempt");
    assertEquals(1, created(bench), "one link token is created");
    assertEquals(2, bench.statuses(operation).size(), "how often it is sent");
  }

  private static CallDetails expectedFailure(
      ExpectedFailure expectedFailure, Class<?> leaf, @Nullable BankHubException failure) {
    assertNotNull(failure, "the call fails");
    assertEquals(leaf, failure.getClass(), "the failure");
    Optional<UnavailableException.Reason> reason =
        failure instanceof UnavailableException unavailable
            ? Optional.of(unavailable.reason())
            : Optional.empty();
    assertEquals(expectedFailure.reason(), reason, "why it is not available");
    assertEquals(expectedFailure.httpStatus(), failure.call().httpStatus(), "the status");
    if (failure instanceof RateLimitedException limited) {
      Optional<Duration> wait =
          expectedFailure.hasRetryAfter() ? Optional.of(TOO_LONG) : Optional.empty();
      assertEquals(wait, limited.retryAfter(), "how long to wait");
    }
    return failure.call();
  }

  /** Refused connections are seen by nobody, so there is nothing to count. */
  private static void assertSent(FaultScenario scenario, ContractFixture bench, CallDetails call) {
    if (scenario == FaultScenario.CONNECTION_REFUSED) {
      return;
    }
    Operation operation = call.failedOperation();
    int sent = bench.statuses(operation).size();
    assertEquals(sent, call.attempts(), "attempts are the requests that were sent");
    if (scenario == FaultScenario.UNAUTHENTICATED_401 && operation == Operation.CREATE_LINK_TOKEN) {
      assertEquals(2, sent, "it is sent again once, with a new access token");
      return;
    }
    assertEquals(isRetried(scenario, operation), sent > 1, "whether it is sent again");
  }

  private static Fault always(FaultScenario scenario, Operation operation) {
    if (scenario == FaultScenario.CONNECTION_REFUSED) {
      return scenario.always();
    }
    Fault fault = scenario.always().on(operation);
    return scenario.expectedFailure().hasRetryAfter() ? fault.retryAfter(TOO_LONG) : fault;
  }

  private static @Nullable BankHubException failure(ContractFixture bench) {
    try {
      bench.createLink();
      return null;
    } catch (BankHubException e) {
      return e;
    }
  }

  private static long created(ContractFixture bench) {
    return bench.control().journal().stream()
        .map(JournalEntry::created)
        .flatMap(Optional::stream)
        .count();
  }
}
