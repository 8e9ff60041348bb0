package io.github.bankhub.domain.port;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransactionQuery;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Transactions of the linked bank accounts.
 *
 * <p><b>What it does.</b> Lists transactions, gets one, and simulates one in the sandbox. Sources:
 * pages "List transactions", "Transaction detail" and "Create a mock transaction".
 *
 * <p><b>Threads, failures.</b> As in {@link BankAccounts}.
 *
 * <p><b>Retries.</b> {@link #list}, {@link #all} and {@link #get} change nothing, so they are
 * retried after any transient failure. {@link #create} is retried only if SePay did not perform it.
 */
@FunctionalInterface
public interface Transactions {

  /** {@return the hub that this port calls} */
  BankHub hub();

  /**
   * Lists one page of transactions, newest first.
   *
   * @param query the filters and the page
   * @return the page, without transactions if there are none
   * @throws io.github.bankhub.domain.failure.BankHubException for every failure; a failure is never
   *     an empty page
   */
  default Page<Transaction> list(TransactionQuery query) {
    Objects.requireNonNull(query, "query");
    return EchoCheck.call(
        hub()::call, Operation.LIST_TRANSACTIONS, query.fields(), query::readPage);
  }

  /**
   * Gets one transaction.
   *
   * @param id the transaction's id
   * @return the transaction
   * @throws io.github.bankhub.domain.failure.NotFoundException if the transaction does not exist or
   *     belongs to another merchant
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default Transaction get(TransactionId id) {
    String value = Objects.requireNonNull(id, "id").value();
    return EchoCheck.call(
        hub()::call, Operation.GET_TRANSACTION, Map.of("transaction_id", value), Transaction::of);
  }

  /**
   * Simulates a transaction. Only the sandbox does: production rejects it.
   *
   * @param transaction the transaction
   * @return its id, reference number, time, amount and direction; use {@link #get} for the rest
   * @throws io.github.bankhub.domain.failure.NotFoundException if the bank account does not exist
   *     or belongs to another merchant
   * @throws io.github.bankhub.domain.failure.AccessDeniedException if this is not the sandbox
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure; its {@code
   *     requestOutcome()} says whether SePay may have simulated the transaction
   */
  default Transaction create(SimulatedTransaction transaction) {
    Objects.requireNonNull(transaction, "transaction");
    return EchoCheck.call(
        hub()::call, Operation.CREATE_TRANSACTION, transaction.fields(), Transaction::of);
  }

  /**
   * Streams all transactions, from the query's page to the last, as {@link BankAccounts#all} does.
   * If a transaction comes in meanwhile, another one can appear twice.
   *
   * @param query the filters and the first page
   * @return a stream for one use by one thread; it needs no closing
   */
  default Stream<Transaction> all(TransactionQuery query) {
    return Page.streamAll(query, this::list, Transaction::id);
  }
}
