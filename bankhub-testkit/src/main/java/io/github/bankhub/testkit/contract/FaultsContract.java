package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.ExpectedFailure;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultEffect;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The effect of every fault on a client: one test for each {@link FaultScenario} and operation. */
abstract class FaultsContract extends ClientContract {

  /** Longer than every call timeout, so that no client waits for it. */
  private static final Duration RETRY_AFTER = Duration.ofHours(1);

  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Operation CREATE = Operation.CREATE_LINK_TOKEN;
  private static final Operation TOKEN = Operation.CREATE_ACCESS_TOKEN;

  FaultsContract() {
    super(CREATE, TOKEN);
  }

  /** The fault applies to every attempt to create a link token. */
  @TestFactory
  Stream<DynamicTest> FR_01_create_fails_as_the_catalogue_says() {
    return each(scenario -> true, Case::createFails);
  }

  /** The fault applies to every request for the access token. */
  @TestFactory
  Stream<DynamicTest> FR_07_create_is_not_sent_without_an_access_token() {
    // Chance decides whether the next call uses the connection that was reset.
    return each(scenario -> scenario != FaultScenario.RESET_AFTER_RESPONSE, Case::tokenFails);
  }

  /** The fault applies once to a creation that the client may send again. */
  @TestFactory
  Stream<DynamicTest> FR_07_create_is_sent_again_if_it_was_not_performed() {
    return each(
        scenario -> isRetried(scenario, CREATE) || scenario == FaultScenario.UNAUTHENTICATED_401,
        test -> test.recovers(CREATE));
  }

  /** The fault applies once to a request for the access token that the client may send again. */
  @TestFactory
  Stream<DynamicTest> FR_07_an_access_token_is_requested_again() {
    return each(scenario -> isRetried(scenario, TOKEN), test -> test.recovers(TOKEN));
  }

  /** The fault applies once to a creation. The next creation is for another company. */
  @TestFactory
  Stream<DynamicTest> FR_07_the_next_create_returns_the_link_token_that_it_created() {
    return each(FaultsContract::leavesConnection, Case::nextCreateIsTrue);
  }

  /** Chance decides whether the next call uses a connection that was reset. */
  private static boolean leavesConnection(FaultScenario scenario) {
    return scenario != FaultScenario.CONNECTION_REFUSED
        && scenario != FaultScenario.RESET_AFTER_RESPONSE
        && responds(scenario);
  }

  private Stream<DynamicTest> each(Predicate<FaultScenario> selected, Consumer<Case> test) {
    return Arrays.stream(FaultScenario.values())
        .filter(implementation::shows)
        .filter(selected)
        .map(
            scenario ->
                DynamicTest.dynamicTest(scenario.name(), () -> test.accept(testOf(scenario))));
  }

  private Case testOf(FaultScenario scenario) {
    return new Case(scenario, sandbox(responds(scenario) ? RESPONSE_TIMEOUT : SHORT));
  }

  private static boolean responds(FaultScenario scenario) {
    return scenario.effect() != FaultEffect.STALL && scenario.effect() != FaultEffect.DRIBBLE;
  }

  private static boolean isRetried(FaultScenario scenario, Operation operation) {
    return scenario != FaultScenario.CONNECTION_REFUSED
        && scenario.expectedFailure().isRetried(operation)
        && !scenario.expectedFailure().hasRetryAfter();
  }

  /** The test of one fault. */
  private record Case(FaultScenario scenario, ContractFixture fixture) {

    void createFails() {
      fixture.hub().accessToken();
      fixture.control().inject(always(CREATE));
      BankHubException failure = failure();
      assertNotSentTwice();
      if (expected().failure().isEmpty()) {
        assertNull(failure, because("the call succeeds despite the fault"));
        assertEquals(1, created(), because("one link token is created"));
        return;
      }
      assertFailure(expected().failure().get(), failure, CREATE, expected().requestOutcome());
      assertTrue(
          created() <= (mayBePerformed() ? 1 : 0),
          because("only a call with unknown outcome may have created a link token"));
    }

    void tokenFails() {
      fixture.control().inject(always(TOKEN));
      BankHubException failure = failure();
      if (expected().failure().isEmpty()) {
        assertNull(failure, because("the call succeeds despite the fault"));
        return;
      }
      assertEquals(0, sent(CREATE), because("create is not sent without an access token"));
      Class<?> type = expected().failure().get();
      boolean isMissing = type == NotFoundException.class;
      type = isMissing ? MalformedResponseException.class : type;
      assertFailure(type, failure, TOKEN, RequestOutcome.NOT_SENT);
    }

    void recovers(Operation operation) {
      fixture.control().inject(scenario.once().on(operation));
      assertNull(failure(), because("the call succeeds at the second attempt"));
      assertEquals(1, created(), because("one link token is created"));
      assertEquals(2, sent(operation), because("how often " + operation + " is sent"));
    }

    void nextCreateIsTrue() {
      fixture.control().inject(once());
      failure();
      int sentBefore = sent(CREATE);
      long createdBefore = created();
      fixture.control().clearFaults(); // Now idle connections receive what is sent to them.
      CompanyXid other = fixture.control().addCompany("CONG TY TNHH XYZ");
      LinkToken token =
          assertDoesNotThrow(
              () -> fixture.create(LinkTokenRequest.link(other)),
              () -> because("the next create succeeds"));
      assertEquals(1, sent(CREATE) - sentBefore, because("the next create is sent once"));
      assertEquals(1, created() - createdBefore, because("the next create creates one token"));
      assertEquals(
          last(CREATE).created(),
          Optional.of(token.xid()),
          because("the next create returns the link token that it created"));
      assertEquals(
          Optional.of(other),
          fixture.service().linkTokens().get(token.secret()).companyXid(),
          because("the next create returns a link token of its company"));
    }

    private Fault once() {
      Fault fault = scenario.once().on(CREATE);
      return expected().hasRetryAfter() ? fault.retryAfter(RETRY_AFTER) : fault;
    }

    private JournalEntry last(Operation operation) {
      return fixture.control().journal().stream()
          .filter(entry -> entry.operation() == operation)
          .reduce((earlier, later) -> later)
          .orElseThrow();
    }

    /** The rule that matters most: a second link token must not be created. */
    private void assertNotSentTwice() {
      int sent = sent(CREATE);
      String message =
          "create was sent " + sent + " times although the first may have been performed";
      assertTrue(sent <= 1 || !mayBePerformed(), because(message));
    }

    private void assertFailure(
        Class<?> type, @Nullable BankHubException failure, Operation failed, RequestOutcome sent) {
      assertNotNull(failure, because("the call fails"));
      CallDetails call = failure.call();
      assertEquals(type, failure.getClass(), because("the type of the failure"));
      assertEquals(expected().reason(), reason(failure), because("the reason"));
      assertEquals(expected().httpStatus(), call.httpStatus(), because("the HTTP status"));
      if (failure instanceof RateLimitedException limited) {
        Optional<Duration> wait = Optional.of(RETRY_AFTER).filter(it -> expected().hasRetryAfter());
        assertEquals(wait, limited.retryAfter(), because("how long to wait"));
      }
      String whatHappened = because("the failure reports what happened to the request");
      assertEquals(sent, call.requestOutcome(), whatHappened);
      assertEquals(failed, call.failedOperation(), because("which call failed"));
      assertAttempts(failed, call.attempts());
    }

    private void assertAttempts(Operation operation, int attempts) {
      if (scenario == FaultScenario.CONNECTION_REFUSED) {
        return; // The service receives no request that it could count.
      }
      int sent = sent(operation);
      if (scenario == FaultScenario.UNAUTHENTICATED_401 && operation == CREATE) {
        assertEquals(2, sent, because("create is sent again once, with a new access token"));
      } else {
        boolean isRetried = isRetried(scenario, operation);
        assertEquals(isRetried, sent > 1, because("whether the call is sent again"));
      }
      assertEquals(
          sent,
          attempts,
          because("attempts() of the failure is the number of requests that the service got"));
    }

    private ExpectedFailure expected() {
      return scenario.expectedFailure();
    }

    private boolean mayBePerformed() {
      return expected().requestOutcome() == RequestOutcome.UNKNOWN;
    }

    private String because(String rule) {
      return scenario + ": " + rule;
    }

    private Fault always(Operation operation) {
      if (scenario == FaultScenario.CONNECTION_REFUSED) {
        return scenario.always();
      }
      Fault fault = scenario.always().on(operation);
      if (!expected().hasRetryAfter()) {
        return fault;
      }
      // A client that believes a gateway has the time to send the creation again.
      boolean isTempting = operation == CREATE && mayBePerformed();
      return fault.retryAfter(isTempting ? Duration.ZERO : RETRY_AFTER);
    }

    private @Nullable BankHubException failure() {
      try {
        fixture.createLink();
        return null;
      } catch (BankHubException e) {
        return e;
      }
    }

    private static Optional<UnavailableException.Reason> reason(BankHubException failure) {
      return failure instanceof UnavailableException unavailable
          ? Optional.of(unavailable.reason())
          : Optional.empty();
    }

    private int sent(Operation operation) {
      return fixture.statuses(operation).size();
    }

    private long created() {
      return fixture.control().journal().stream()
          .filter(entry -> entry.created().isPresent())
          .count();
    }
  }
}
