package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules of every operation that a client may send again. */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
abstract class RetriedOperationContract extends ClientContract {

  /** {@return the operation that the contract is about} */
  abstract Operation operation();

  /** Prepares data and makes one valid call with it. */
  abstract void call(ContractFixture fixture);

  /** Retries and renewed access tokens. */
  @Nested
  class Retries {
    @Test
    void LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds() {
      ContractFixture fixture = fixture();
      call(fixture);
      fixture.control().expireAccessTokens();
      assertDoesNotThrow(() -> call(fixture), operation() + ": the client renews the access token");
      assertEquals(
          List.of(200, 401, 200),
          fixture.statuses(operation()),
          operation() + ": the client sends the rejected call once more");
    }

    @Test
    void FR_07_a_call_is_sent_again_after_an_error_of_the_service() {
      ContractFixture fixture = fixture();
      fixture.control().inject(FaultScenario.SERVER_ERROR_500.once().on(operation()));
      assertDoesNotThrow(() -> call(fixture), operation() + ": the second attempt succeeds");
      assertEquals(
          List.of(500, 200),
          fixture.statuses(operation()),
          operation() + ": the client sends the call twice");
    }
  }
}
