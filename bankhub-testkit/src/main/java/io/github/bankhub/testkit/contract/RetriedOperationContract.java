package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The rules of every operation that a client may send again. */
abstract class RetriedOperationContract extends ClientContract {

  final Operation operation;

  RetriedOperationContract(Operation operation) {
    super(operation);
    this.operation = operation;
  }

  /** Prepares data, and returns a valid call with it that can be made several times. */
  abstract Executable validCall();

  @Test
  void LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds() throws Throwable {
    Executable call = validCall();
    call.execute();
    fixture.control().expireAccessTokens();
    assertDoesNotThrow(call, operation + ": the client renews the access token");
    assertEquals(
        List.of(200, 401, 200),
        fixture.statuses(operation),
        operation + ": the client sends the rejected call once more");
  }

  @Test
  void FR_07_a_call_is_sent_again_after_an_error_of_the_service() {
    fixture.control().inject(FaultScenario.SERVER_ERROR_500.once().on(operation));
    assertDoesNotThrow(validCall(), operation + ": the second attempt succeeds");
    assertEquals(
        List.of(500, 200),
        fixture.statuses(operation),
        operation + ": the client sends the call twice");
  }

  /** The fault applies to every attempt. */
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD) // Each scenario has its own fixture, in the same field.
  Stream<DynamicTest> FR_01_a_call_fails_as_the_catalogue_says() {
    return eachFault(operation, this::isWorthItsTime, this::callFails);
  }

  private void callFails(FaultCase test) throws Throwable {
    fixture = test.fixture();
    test.callFails(operation, validCall());
  }

  /** Without a response, each attempt waits for its time limit: one read stands for all reads. */
  private boolean isWorthItsTime(FaultScenario scenario) {
    return FaultCase.responds(scenario)
        || !operation.isSafe()
        || operation == Operation.GET_COMPANY;
  }
}
