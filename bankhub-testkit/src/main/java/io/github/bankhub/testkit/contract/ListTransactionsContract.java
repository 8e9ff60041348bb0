package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.Transactions#list}, beside those of every list.
 */
abstract class ListTransactionsContract extends ListContract<TransactionQuery, Transaction> {

  private static final TransactionQuery ALL = TransactionQuery.ALL;
  private static final SandboxAccount ACB = SandboxAccount.of("ACB", "4567890123");
  private static final BigDecimal AMOUNT = new BigDecimal("50000");

  ListTransactionsContract() {
    super(
        Operation.LIST_TRANSACTIONS,
        ALL,
        Transaction::id,
        Transaction::transactionDate,
        transaction -> Optional.of(transaction.content()));
  }

  @Override
  Page<Transaction> list(TransactionQuery query) {
    return fixture.hub().transactions().list(query);
  }

  @Override
  Stream<Transaction> all(TransactionQuery query) {
    return fixture.hub().transactions().all(query);
  }

  @Override
  TransactionId add(int number) {
    SandboxAccount account = SandboxAccount.all().get(number);
    return credit(fixture.control().addBankAccount(fixture.company(), account), "DH" + number);
  }

  @Test
  void TX_02_the_transactions_of_one_company_can_be_selected() {
    CompanyXid another = fixture.control().addCompany("CONG TY CP XYZ");
    TransactionId id = credit(fixture.linkedAccount(), "DH1");
    credit(fixture.control().addBankAccount(another, ACB), "DH2");
    assertLists(
        List.of(id),
        ALL.ofCompany(fixture.company()),
        "the list leaves out the transactions of other companies");
  }

  @Test
  void TX_02_the_transactions_of_one_account_can_be_selected() {
    BankAccountXid account = fixture.linkedAccount();
    TransactionId id = credit(account, "DH1");
    credit(fixture.control().addBankAccount(fixture.company(), ACB), "DH2");
    assertLists(
        List.of(id),
        ALL.ofBankAccount(account),
        "the list leaves out the transactions of other accounts");
  }

  @Test
  void TX_02_the_transactions_at_one_bank_can_be_selected() {
    credit(fixture.linkedAccount(), "DH1");
    TransactionId id = credit(fixture.control().addBankAccount(fixture.company(), ACB), "DH2");
    assertLists(
        List.of(id),
        ALL.atBank(new BrandName("ACB")),
        "the list leaves out the transactions at other banks");
  }

  @Test
  void TX_02_money_that_came_in_or_went_out_can_be_selected() {
    BankAccountXid account = fixture.linkedAccount();
    TransactionId in = credit(account, "DH1");
    TransactionId out =
        fixture.control().addTransaction(SimulatedTransaction.debit(account, AMOUNT, "DH2"));
    assertLists(
        List.of(in),
        ALL.withDirection(TransferDirection.CREDIT),
        "the list leaves out money that went out");
    assertLists(
        List.of(out),
        ALL.withDirection(TransferDirection.DEBIT),
        "the list leaves out money that came in");
  }

  @Test
  void TX_02_transactions_whose_IPN_was_not_delivered_can_be_selected() {
    TransactionId id = credit(fixture.linkedAccount(), "DH1");
    assertLists(List.of(id), ALL.withWebhookDelivered(false), "no IPN was delivered");
    assertLists(
        List.of(),
        ALL.withWebhookDelivered(true),
        "the list leaves out transactions whose IPN was not delivered");
  }

  @Test
  void TX_03_the_transactions_of_one_day_can_be_selected() {
    List<TransactionId> days = ofThreeDays();
    assertLists(
        List.of(days.get(1)), ALL.on(day(2)), "the list leaves out the transactions of other days");
  }

  @Test
  void TX_03_the_first_day_can_be_selected() {
    List<TransactionId> days = ofThreeDays();
    assertLists(
        List.of(days.get(2), days.get(1)),
        ALL.from(day(2)),
        "the list leaves out the transactions of earlier days");
  }

  @Test
  void TX_03_the_last_day_can_be_selected_and_is_included_which_is_assumed() {
    List<TransactionId> days = ofThreeDays();
    assertLists(
        List.of(days.get(1), days.get(0)),
        ALL.until(day(2)),
        "the list leaves out the transactions of later days");
  }

  @Test
  void TX_04_a_transaction_is_listed_with_the_documented_fields() {
    BankAccountXid account = fixture.linkedAccount();
    TransactionId id = credit(account, "DH1 thanks");
    Transaction transaction = list(ALL).items().get(0);
    assertEquals(id, transaction.id(), "the id");
    assertEquals(Optional.of(account), transaction.bankAccountXid(), "the account");
    assertEquals(Optional.of(fixture.company()), transaction.companyXid(), "the company");
    assertEquals(Optional.of(new BrandName("MBBank")), transaction.brandName(), "the bank");
    AccountNumber number = new AccountNumber(ContractFixture.MB_BANK.number());
    assertEquals(Optional.of(number), transaction.accountNumber(), "the account number");
    assertEquals(Optional.of(TransferDirection.CREDIT), transaction.direction(), "the direction");
    assertEquals(Optional.of(AMOUNT), transaction.amount(), "the amount");
    assertEquals("DH1 thanks", transaction.content(), "the content");
    assertEquals(Optional.empty(), transaction.paymentCode(), "there is no payment code");
    assertEquals(Optional.empty(), transaction.virtualAccount(), "it is no virtual account");
    assertFalse(transaction.isWebhookDelivered(), "no IPN was delivered");
  }

  /** One transaction on each of three days, oldest first. */
  private List<TransactionId> ofThreeDays() {
    BankAccountXid account = fixture.linkedAccount();
    return Stream.of("DH1", "DH2", "DH3")
        .map(
            content -> {
              fixture.control().clock().advance(Duration.ofDays(1));
              return credit(account, content);
            })
        .toList();
  }

  /** The day of one of the three transactions, from 1. */
  private LocalDate day(int number) {
    return LocalDate.ofInstant(fixture.now(), ApiObject.VIETNAM).plusDays(number - 3L);
  }

  private TransactionId credit(BankAccountXid account, String content) {
    return fixture.control().addTransaction(SimulatedTransaction.credit(account, AMOUNT, content));
  }
}
