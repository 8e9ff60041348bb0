package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransferDirection;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The rule of {@link io.github.bankhub.domain.port.Transactions#get}, beside those of every get.
 */
abstract class GetTransactionContract extends GetContract<TransactionId, Transaction> {

  private static final BigDecimal AMOUNT = new BigDecimal("1250000");

  GetTransactionContract() {
    super(
        Operation.GET_TRANSACTION,
        TransactionId::new,
        Transaction::id,
        Transaction::transactionDate);
  }

  @Override
  Transaction get(TransactionId id) {
    return fixture.hub().transactions().get(id);
  }

  @Override
  void add(TransactionId id) {
    fixture
        .control()
        .addTransaction(id, SimulatedTransaction.debit(fixture.linkedAccount(), AMOUNT, "DH1"));
  }

  @Test
  void TX_07_the_details_contain_the_transaction() {
    BankAccountXid account = fixture.linkedAccount();
    TransactionId id =
        fixture.control().addTransaction(SimulatedTransaction.debit(account, AMOUNT, "DH1"));
    Transaction transaction = get(id);
    assertEquals(id, transaction.id(), "the id");
    assertEquals(Optional.of(account), transaction.bankAccountXid(), "the account");
    assertEquals(Optional.of(fixture.company()), transaction.companyXid(), "the company");
    assertEquals(Optional.of(TransferDirection.DEBIT), transaction.direction(), "the direction");
    assertEquals(Optional.of(AMOUNT), transaction.amount(), "the amount");
    assertEquals("DH1", transaction.content(), "the content");
  }
}
