package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.FaultCase.RETRY_AFTER;
import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.ExpectedFailure;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The effect of every fault on a client: one test for each {@link FaultScenario} and operation. */
abstract class FaultsContract extends ClientContract {

  private static final Operation CREATE = Operation.CREATE_LINK_TOKEN;
  private static final Operation TOKEN = Operation.CREATE_ACCESS_TOKEN;

  FaultsContract() {
    super(CREATE, TOKEN);
  }

  /** The fault applies to every attempt to create a link token. */
  @TestFactory
  Stream<DynamicTest> FR_01_create_fails_as_the_catalogue_says() {
    return each(CREATE, scenario -> true, CreateCase::fails);
  }

  /** The fault applies to every request for the access token. */
  @TestFactory
  Stream<DynamicTest> FR_07_create_is_not_sent_without_an_access_token() {
    // Chance decides whether the next call uses the connection that was reset.
    return each(
        TOKEN, scenario -> scenario != FaultScenario.RESET_AFTER_RESPONSE, CreateCase::tokenFails);
  }

  /** The fault applies once to a creation that the client may send again. */
  @TestFactory
  Stream<DynamicTest> FR_07_create_is_sent_again_if_it_was_not_performed() {
    return each(
        CREATE,
        scenario ->
            FaultCase.isRetried(scenario, CREATE) || scenario == FaultScenario.UNAUTHENTICATED_401,
        test -> test.recovers(CREATE));
  }

  /** The fault applies once to a request for the access token that the client may send again. */
  @TestFactory
  Stream<DynamicTest> FR_07_an_access_token_is_requested_again() {
    return each(
        TOKEN, scenario -> FaultCase.isRetried(scenario, TOKEN), test -> test.recovers(TOKEN));
  }

  /** The fault applies once to a creation. The next creation is for another company. */
  @TestFactory
  Stream<DynamicTest> FR_07_the_next_create_returns_the_link_token_that_it_created() {
    return each(CREATE, FaultsContract::leavesConnection, CreateCase::nextIsTrue);
  }

  /** Chance decides whether the next call uses a connection that was reset. */
  private static boolean leavesConnection(FaultScenario scenario) {
    return scenario != FaultScenario.CONNECTION_REFUSED
        && scenario != FaultScenario.RESET_AFTER_RESPONSE
        && FaultCase.responds(scenario);
  }

  private Stream<DynamicTest> each(
      Operation operation, Predicate<FaultScenario> selected, Consumer<CreateCase> test) {
    return eachFault(operation, selected, it -> test.accept(new CreateCase(it)));
  }

  /** The test of one fault of a create. */
  private record CreateCase(FaultCase test) {

    void fails() {
      fixture().hub().accessToken();
      // A client that believes a gateway has the time to send the creation again.
      fixture().control().inject(test.always(CREATE, mayBePerformed() ? ZERO : RETRY_AFTER));
      BankHubException failure = failure();
      assertNotSentTwice();
      if (expected().failure().isEmpty()) {
        assertNull(failure, because("the call succeeds despite the fault"));
        assertEquals(1, test.created(), because("one link token is created"));
        return;
      }
      test.assertFailure(expected().failure().get(), failure, CREATE, expected().requestOutcome());
      assertTrue(
          test.created() <= (mayBePerformed() ? 1 : 0),
          because("only a call with unknown outcome may have created a link token"));
    }

    void tokenFails() {
      fixture().control().inject(test.always(TOKEN, RETRY_AFTER));
      BankHubException failure = failure();
      if (expected().failure().isEmpty()) {
        assertNull(failure, because("the call succeeds despite the fault"));
        return;
      }
      test.assertSent(test.sent(CREATE) == 0, CREATE, "there is no access token");
      Class<?> type = expected().failure().get();
      boolean isMissing = type == NotFoundException.class;
      type = isMissing ? MalformedResponseException.class : type;
      test.assertFailure(type, failure, TOKEN, RequestOutcome.NOT_SENT);
    }

    void recovers(Operation operation) {
      fixture().control().inject(test.scenario().once().on(operation));
      assertNull(failure(), because("the call succeeds at the second attempt"));
      assertEquals(1, test.created(), because("one link token is created"));
      test.assertSent(test.sent(operation) == 2, operation, "the second attempt succeeds");
    }

    void nextIsTrue() {
      fixture().control().inject(once());
      failure();
      int sentBefore = test.sent(CREATE);
      long createdBefore = test.created();
      fixture().control().clearFaults(); // Now idle connections receive what is sent to them.
      CompanyXid other = fixture().control().addCompany("CONG TY TNHH XYZ");
      LinkToken token =
          assertDoesNotThrow(
              () -> fixture().create(LinkTokenRequest.link(other)),
              () -> because("the next create succeeds"));
      assertEquals(1, test.sent(CREATE) - sentBefore, because("the next create is sent once"));
      assertEquals(1, test.created() - createdBefore, because("the next create creates one token"));
      assertEquals(
          lastCreate().created(),
          Optional.of(token.xid()),
          because("the next create returns the link token that it created"));
      assertEquals(
          Optional.of(other),
          fixture().service().linkTokens().get(token.secret()).companyXid(),
          because("the next create returns a link token of its company"));
    }

    private Fault once() {
      Fault fault = test.scenario().once().on(CREATE);
      return expected().hasRetryAfter() ? fault.retryAfter(RETRY_AFTER) : fault;
    }

    private JournalEntry lastCreate() {
      return fixture().control().journal().stream()
          .filter(entry -> entry.operation() == CREATE)
          .reduce((earlier, later) -> later)
          .orElseThrow();
    }

    /** The rule that matters most: a second link token must not be created. */
    private void assertNotSentTwice() {
      test.assertSent(
          test.sent(CREATE) <= 1 || !mayBePerformed(), CREATE, FaultCase.MAY_BE_PERFORMED);
    }

    private ContractFixture fixture() {
      return test.fixture();
    }

    private ExpectedFailure expected() {
      return test.expected(CREATE);
    }

    private boolean mayBePerformed() {
      return expected().requestOutcome() == RequestOutcome.UNKNOWN;
    }

    private String because(String rule) {
      return test.because(rule);
    }

    private @Nullable BankHubException failure() {
      try {
        fixture().createLink();
        return null;
      } catch (BankHubException e) {
        return e;
      }
    }
  }
}
