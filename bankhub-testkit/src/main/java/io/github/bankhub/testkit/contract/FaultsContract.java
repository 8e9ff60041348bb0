package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.ExpectedFailure;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultEffect;
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
 * The effect of every fault on a client: one test for each {@link FaultScenario} and operation.
 *
 * <p>Extend it and connect your implementation. If your implementation has no connection, leave out
 * the faults that only a connection can show: override {@link #shows(FaultScenario)}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class FaultsContract {

  /** Longer than every call timeout, so that no client waits for it. */
  private static final Duration RETRY_AFTER = Duration.ofHours(1);

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration GENEROUS = Duration.ofSeconds(10);

  /**
   * Connects the implementation under test to an offline Bank Hub, as {@link
   * CreateLinkTokenContract} does.
   *
   * @param service the service, in memory; put a server in front of it if your client speaks HTTP
   * @param rules the environment whose rules the client applies; the server's address may replace
   *     its base URI
   * @param credentials the credentials that the client sends
   * @param responseTimeout how long the client waits for a response: short if the response never
   *     comes, several seconds otherwise, so that a slow machine fails no test
   * @return the implementation under test
   */
  protected abstract BankHub connect(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout);

  /**
   * Selects the faults that the implementation can meet.
   *
   * @param scenario the fault
   * @return true for every fault, unless overridden
   */
  protected boolean shows(FaultScenario scenario) {
    return true;
  }

  /**
   * Creates a link token. The fault applies to every attempt.
   *
   * @return a test for each scenario
   */
  @TestFactory
  Stream<DynamicTest> FR_01_create_fails_as_the_catalogue_says() {
    return each(scenario -> true, this::createFails);
  }

  /**
   * Creates a link token. The fault applies to every request for the access token.
   *
   * @return a test for each scenario
   */
  @TestFactory
  Stream<DynamicTest> FR_07_create_is_not_sent_without_an_access_token() {
    // Chance decides whether the next call uses the connection that was reset.
    return each(scenario -> scenario != FaultScenario.RESET_AFTER_RESPONSE, this::tokenFails);
  }

  /**
   * Creates a link token. The fault applies once.
   *
   * @return a test for each scenario after which the client may send the call again
   */
  @TestFactory
  Stream<DynamicTest> FR_07_create_is_sent_again_if_it_was_not_performed() {
    return each(
        scenario ->
            isRetried(scenario, Operation.CREATE_LINK_TOKEN)
                || scenario == FaultScenario.UNAUTHENTICATED_401,
        scenario -> recovers(scenario, Operation.CREATE_LINK_TOKEN));
  }

  /**
   * Creates a link token. The fault applies once, to the request for the access token.
   *
   * @return a test for each scenario after which the client may request a token again
   */
  @TestFactory
  Stream<DynamicTest> FR_07_an_access_token_is_requested_again() {
    return each(
        scenario -> isRetried(scenario, Operation.CREATE_ACCESS_TOKEN),
        scenario -> recovers(scenario, Operation.CREATE_ACCESS_TOKEN));
  }

  private Stream<DynamicTest> each(
      Predicate<FaultScenario> selected, Consumer<FaultScenario> test) {
    return Arrays.stream(FaultScenario.values())
        .filter(this::shows)
        .filter(selected)
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> test.accept(scenario)));
  }

  private static boolean isRetried(FaultScenario scenario, Operation operation) {
    return scenario != FaultScenario.CONNECTION_REFUSED
        && scenario.expectedFailure().isRetried(operation)
        && !scenario.expectedFailure().hasRetryAfter();
  }

  private void createFails(FaultScenario scenario) {
    ContractFixture fixture = fixture(scenario);
    fixture.hub().accessTokens().current();
    fixture.control().inject(always(scenario, Operation.CREATE_LINK_TOKEN));
    BankHubException failure = failure(fixture);
    assertNotSentTwice(scenario, fixture);
    ExpectedFailure expected = scenario.expectedFailure();
    if (expected.failure().isEmpty()) {
      assertNull(failure, scenario + ": the call succeeds despite the fault");
      assertEquals(1, created(fixture), scenario + ": one link token is created");
      return;
    }
    CallDetails call = assertFailure(scenario, expected.failure().orElseThrow(), failure);
    assertEquals(
        expected.requestOutcome(),
        call.requestOutcome(),
        scenario + ": the failure reports what happened to the request");
    assertEquals(
        Operation.CREATE_LINK_TOKEN, call.failedOperation(), scenario + ": which call failed");
    assertSent(scenario, fixture, call);
    long most = mayBePerformed(scenario) ? 1 : 0;
    assertTrue(
        created(fixture) <= most,
        scenario + ": only a call with unknown outcome may have created a link token");
  }

  private void tokenFails(FaultScenario scenario) {
    ContractFixture fixture = fixture(scenario);
    fixture.control().inject(always(scenario, Operation.CREATE_ACCESS_TOKEN));
    BankHubException failure = failure(fixture);
    Optional<Class<? extends BankHubException>> expected = scenario.expectedFailure().failure();
    if (expected.isEmpty()) {
      assertNull(failure, scenario + ": the call succeeds despite the fault");
      return;
    }
    assertEquals(
        List.of(),
        fixture.statuses(Operation.CREATE_LINK_TOKEN),
        scenario + ": create is not sent without an access token");
    CallDetails call =
        assertFailure(
            scenario,
            expected.get() == NotFoundException.class
                ? MalformedResponseException.class
                : expected.get(),
            failure);
    assertEquals(
        RequestOutcome.NOT_SENT,
        call.requestOutcome(),
        scenario + ": the failure reports what happened to the request");
    assertEquals(
        Operation.CREATE_ACCESS_TOKEN, call.failedOperation(), scenario + ": which call failed");
    assertSent(scenario, fixture, call);
  }

  private void recovers(FaultScenario scenario, Operation operation) {
    ContractFixture fixture = fixture(scenario);
    fixture.control().inject(scenario.once().on(operation));
    assertNull(failure(fixture), scenario + ": the call succeeds at the second attempt");
    assertEquals(1, created(fixture), scenario + ": one link token is created");
    assertEquals(
        2, fixture.statuses(operation).size(), scenario + ": how often " + operation + " is sent");
  }

  /** The rule that matters most: a second link token must not be created. */
  private static void assertNotSentTwice(FaultScenario scenario, ContractFixture fixture) {
    int sent = fixture.statuses(Operation.CREATE_LINK_TOKEN).size();
    assertTrue(
        sent <= 1 || !mayBePerformed(scenario),
        scenario
            + ": create was sent "
            + sent
            + " times although the first may have been performed");
  }

  private static boolean mayBePerformed(FaultScenario scenario) {
    return scenario.expectedFailure().requestOutcome() == RequestOutcome.UNKNOWN;
  }

  private static CallDetails assertFailure(
      FaultScenario scenario, Class<?> type, @Nullable BankHubException failure) {
    ExpectedFailure expected = scenario.expectedFailure();
    assertNotNull(failure, scenario + ": the call fails");
    assertEquals(type, failure.getClass(), scenario + ": the type of the failure");
    assertEquals(expected.reason(), reason(failure), scenario + ": the reason");
    assertEquals(
        expected.httpStatus(), failure.call().httpStatus(), scenario + ": the HTTP status");
    if (failure instanceof RateLimitedException limited) {
      Optional<Duration> wait =
          expected.hasRetryAfter() ? Optional.of(RETRY_AFTER) : Optional.empty();
      assertEquals(wait, limited.retryAfter(), scenario + ": how long to wait");
    }
    return failure.call();
  }

  private static Optional<UnavailableException.Reason> reason(BankHubException failure) {
    return failure instanceof UnavailableException unavailable
        ? Optional.of(unavailable.reason())
        : Optional.empty();
  }

  private static void assertSent(
      FaultScenario scenario, ContractFixture fixture, CallDetails call) {
    if (scenario == FaultScenario.CONNECTION_REFUSED) {
      return; // The service receives no request that it could count.
    }
    Operation operation = call.failedOperation();
    int sent = fixture.statuses(operation).size();
    boolean renews =
        scenario == FaultScenario.UNAUTHENTICATED_401 && operation == Operation.CREATE_LINK_TOKEN;
    if (renews) {
      assertEquals(2, sent, scenario + ": create is sent again once, with a new access token");
    } else {
      assertEquals(
          isRetried(scenario, operation), sent > 1, scenario + ": whether the call is sent again");
    }
    assertEquals(
        sent,
        call.attempts(),
        scenario + ": attempts() of the failure is the number of requests that the service got");
  }

  private ContractFixture fixture(FaultScenario scenario) {
    InMemoryBankHub service = InMemoryBankHub.create();
    BankHub hub =
        connect(
            service,
            BankHubEnvironment.SANDBOX,
            service.control().credentials(),
            responds(scenario) ? GENEROUS : SHORT);
    return ContractFixture.of(service, hub);
  }

  private static boolean responds(FaultScenario scenario) {
    return scenario.effect() != FaultEffect.STALL && scenario.effect() != FaultEffect.DRIBBLE;
  }

  private static Fault always(FaultScenario scenario, Operation operation) {
    if (scenario == FaultScenario.CONNECTION_REFUSED) {
      return scenario.always();
    }
    Fault fault = scenario.always().on(operation);
    return scenario.expectedFailure().hasRetryAfter() ? fault.retryAfter(RETRY_AFTER) : fault;
  }

  private static @Nullable BankHubException failure(ContractFixture fixture) {
    try {
      fixture.createLink();
      return null;
    } catch (BankHubException e) {
      return e;
    }
  }

  private static long created(ContractFixture fixture) {
    return fixture.control().journal().stream()
        .map(JournalEntry::created)
        .flatMap(Optional::stream)
        .count();
  }
}
