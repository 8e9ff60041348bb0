package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The rules of {@link io.github.bankhub.domain.port.Transactions#create}. */
abstract class CreateTransactionContract extends ClientContract {

  private static final Operation CREATE = Operation.CREATE_TRANSACTION;
  private static final BankAccountXid NO_ACCOUNT =
      new BankAccountXid("00000000-0000-0000-0000-000000000000");
  private static final BigDecimal AMOUNT = new BigDecimal("50000");

  CreateTransactionContract() {
    super(CREATE);
  }

  @Test
  @InForeignTimeZone
  void TX_10_a_simulated_transaction_has_the_values_of_the_response() {
    ContractFixture twin = fixture.twin();
    Transaction expected = twin.hub().transactions().create(credit(twin.linkedAccount()));
    Transaction created = create(credit(fixture.linkedAccount()));
    assertEquals(expected.id(), created.id(), "the id");
    assertEquals(expected.referenceNumber(), created.referenceNumber(), "the reference number");
    assertEquals(Optional.of(fixture.now()), created.transactionDate(), "the time");
    assertEquals(Optional.of(AMOUNT), created.amount(), "the amount");
    assertEquals(Optional.of(TransferDirection.CREDIT), created.direction(), "the direction");
  }

  @Test
  void TX_10_every_value_of_the_request_reaches_the_service() {
    BankAccountXid account = fixture.linkedAccount();
    create(SimulatedTransaction.debit(account, new BigDecimal("1500.5"), "Tiền cà phê"));
    Transaction stored = stored().get(0);
    assertEquals(Optional.of(account), stored.bankAccountXid(), "the account");
    assertEquals(Optional.of(TransferDirection.DEBIT), stored.direction(), "the direction");
    assertEquals(Optional.of(new BigDecimal("1500.5")), stored.amount(), "the amount");
    assertEquals("Tiền cà phê", stored.content(), "the content");
  }

  @Test
  void TX_10_equal_requests_simulate_a_transaction_each() {
    SimulatedTransaction simulated = credit(fixture.linkedAccount());
    create(simulated);
    create(simulated);
    assertEquals(2, stored().size(), "each call simulates its own transaction");
  }

  @Test
  void TX_11_a_negative_amount_that_is_sent_unchecked_is_rejected_naming_the_field() {
    Map<String, Object> fields =
        Map.of(
            "bank_account_xid",
            fixture.linkedAccount().value(),
            "transfer_type",
            "credit",
            "amount",
            -1,
            "transaction_content",
            "DH1");
    InvalidRequestException failure =
        assertThrows(
            InvalidRequestException.class,
            () -> fixture.hub().call(CREATE, fields, (response, zone) -> response),
            "the service rejects a negative amount");
    assertEquals(Set.of("amount"), failure.fields().keySet(), "the failure names the field");
  }

  @Test
  void TX_12_an_unknown_account_is_not_found() {
    inEachErrorStyle(
        () ->
            assertRejectedOnce(
                assertNotFound(
                    "bank_account_xid", NO_ACCOUNT.value(), () -> create(credit(NO_ACCOUNT)))));
  }

  @Test
  void TX_13_production_rejects_a_simulation() {
    fixture = production();
    SimulatedTransaction simulated = credit(fixture.linkedAccount());
    assertRejectedOnce(
        assertThrows(
            AccessDeniedException.class,
            () -> create(simulated),
            "only the sandbox simulates transactions"));
    assertEquals(List.of(), stored(), "nothing is simulated");
  }

  @Test
  void LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds() {
    SimulatedTransaction simulated = credit(fixture.linkedAccount());
    create(simulated);
    fixture.control().expireAccessTokens();
    assertDoesNotThrow(() -> create(simulated), "the client renews the access token");
    assertEquals(
        List.of(200, 401, 200),
        fixture.statuses(CREATE),
        "the client sends the rejected call once more");
  }

  @Test
  void FR_07_a_transaction_whose_response_was_lost_is_not_simulated_again() {
    SimulatedTransaction simulated = credit(fixture.linkedAccount());
    fixture.control().inject(FaultScenario.TRUNCATED_BODY.once().on(CREATE));
    BankHubException failure =
        assertThrows(BankHubException.class, () -> create(simulated), lost("the call fails"));
    assertEquals(
        RequestOutcome.UNKNOWN,
        failure.requestOutcome(),
        lost("the client does not know whether it was simulated"));
    assertEquals(1, stored().size(), lost("it is simulated once"));
  }

  /** The fault applies to every attempt. */
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD) // Each scenario has its own fixture, in the same field.
  Stream<DynamicTest> FR_01_a_call_fails_as_the_catalogue_says() {
    return eachFault(CREATE, FaultCase::responds, this::callFails);
  }

  private void callFails(FaultCase test) throws Throwable {
    fixture = test.fixture();
    SimulatedTransaction simulated = credit(fixture.linkedAccount());
    test.callFails(CREATE, () -> create(simulated));
  }

  private static String lost(String rule) {
    return FaultScenario.TRUNCATED_BODY + ": " + rule;
  }

  private Transaction create(SimulatedTransaction transaction) {
    return fixture.hub().transactions().create(transaction);
  }

  private static SimulatedTransaction credit(BankAccountXid account) {
    return SimulatedTransaction.credit(account, AMOUNT, "DH1");
  }

  /** The transactions that the service has, without the implementation under test. */
  private List<Transaction> stored() {
    return fixture.service().transactions().list(TransactionQuery.ALL).items();
  }
}
