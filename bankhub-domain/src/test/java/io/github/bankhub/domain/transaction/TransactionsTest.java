package io.github.bankhub.domain.transaction;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import io.github.bankhub.domain.ReceivedFields;
import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.account.VirtualAccountXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.Transactions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transactions, their query, the simulated ones, and their port. */
class TransactionsTest {

  private static final TransactionQuery ALL = TransactionQuery.ALL;
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);
  private static final BigDecimal SUM = new BigDecimal("50000");

  /** TX-04, field by field. */
  @Nested
  class Fields extends ReceivedFields<Transaction> {

    Fields() {
      super(
          Transaction::of,
          Map.of("transaction_id", "123456"),
          List.of(
              row("transaction_date", EXPIRY_TEXT, Transaction::transactionDate, EXPIRY),
              row("bank_account_xid", ACCOUNT.value(), Transaction::bankAccountXid, ACCOUNT),
              row("company_xid", COMPANY.value(), Transaction::companyXid, COMPANY),
              row("brand_name", "MBBank", Transaction::brandName, new BrandName("MBBank")),
              row("account_number", "0123", Transaction::accountNumber, new AccountNumber("0123")),
              row("va", "VQR1", Transaction::virtualAccount, new AccountNumber("VQR1")),
              row("va_xid", "va-1", Transaction::virtualAccountXid, new VirtualAccountXid("va-1")),
              row("reference_number", "FT1", Transaction::referenceNumber, "FT1"),
              row("transfer_type", "in", Transaction::direction, TransferDirection.CREDIT),
              row("amount", 50000, Transaction::amount, SUM),
              row("transaction_content", "DH1\nthanks", Transaction::content, "DH1\nthanks", ""),
              row("payment_code", "DH1", Transaction::paymentCode, "DH1"),
              row(
                  "webhook_success",
                  1,
                  Transaction::webhookSuccess,
                  OptionalInt.of(1),
                  OptionalInt.empty()),
              row("accumulated", 0, Transaction::accumulated, BigDecimal.ZERO)));
    }

    @ParameterizedTest
    @CsvSource({"in, CREDIT", "IN, CREDIT", "credit, CREDIT", "out, DEBIT", "Debit, DEBIT"})
    void C5_a_direction_has_two_spellings_in_any_case(String word, TransferDirection direction) {
      assertThat(with("transfer_type", word).direction()).hasValue(direction);
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000", "'50000.50', 50000.50", "0, 0"})
    void C10_an_amount_may_be_text(String amount, BigDecimal expected) {
      assertThat(with("amount", amount).amount()).hasValue(expected);
    }

    @Test
    void an_amount_is_never_negative() {
      assertThat(with("amount", -1).amount()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "8, true", "true, true", "false, false", "'', false"})
    void C16_any_number_but_0_says_that_the_IPN_was_delivered(String success, boolean isDelivered) {
      assertThat(with("webhook_success", success).isWebhookDelivered()).isEqualTo(isDelivered);
    }

    @Test
    void C16_another_number_is_preserved() {
      assertThat(with("webhook_success", 8).webhookSuccess()).hasValue(8);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "2025-10-25 15:04:05",
          "2025-10-25T15:04:05+07:00",
          "1761379445",
          "1761379445000"
        })
    void C19_a_time_is_Vietnamese_or_ISO_8601_or_since_1970(String text) {
      Transaction transaction = with("transaction_date", text);
      assertThat(transaction.transactionDate()).hasValue(EXPIRY);
      assertThat(transaction.transactionDateText()).isEqualTo(text);
    }

    @Test
    void C26_an_accumulated_amount_is_returned_with_its_digits() {
      assertThat(with("accumulated", "1500000.10").accumulated())
          .hasValue(new BigDecimal("1500000.10"));
    }

    @Test
    void LT_24_prints_the_masked_account_and_no_content() {
      assertThat(with("account_number", "0123456789"))
          .hasToString("Transaction[123456, CREDIT 50000, account ***6789, 2025-10-25T08:04:05Z]");
      assertThat(Transaction.of(Map.of("transaction_id", 7), ZoneOffset.UTC))
          .hasToString("Transaction[7, time unknown]");
    }
  }

  @Nested
  class A_query {

    @Test
    void TX_02_has_a_field_for_each_filter() {
      TransactionQuery query =
          ALL.ofCompany(COMPANY)
              .ofBankAccount(ACCOUNT)
              .atBank(new BrandName("MBBank"))
              .on(MONDAY)
              .from(MONDAY)
              .until(TUESDAY)
              .withDirection(TransferDirection.DEBIT)
              .withWebhookDelivered(false)
              .matching("DH1");
      assertThat(query.fields())
          .containsExactly(
              entry("page", "1"),
              entry("per_page", "20"),
              entry("company_xid", COMPANY.value()),
              entry("bank_account_xid", ACCOUNT.value()),
              entry("brand_name", "MBBank"),
              entry("transaction_date", "2026-01-05"),
              entry("start_transaction_date", "2026-01-05"),
              entry("end_transaction_date", "2026-01-06"),
              entry("transfer_type", "out"),
              entry("webhook_success", "0"),
              entry("q", "DH1"));
      assertThat(query.toString()).contains("q=***").doesNotContain("DH1");
    }

    @Test
    void C5_sends_the_words_of_the_list() {
      assertThat(ALL.withDirection(TransferDirection.CREDIT).fields())
          .containsEntry("transfer_type", "in");
      assertThat(ALL.withWebhookDelivered(true).fields()).containsEntry("webhook_success", "1");
    }

    @Test
    void TX_03_accepts_a_range_of_one_day_and_an_open_range() {
      assertThat(ALL.from(MONDAY).until(MONDAY)).isEqualTo(ALL.until(MONDAY).from(MONDAY));
      assertThat(ALL.from(TUESDAY).fields()).doesNotContainKey("end_transaction_date");
    }

    @Test
    void TX_03_cannot_have_a_range_that_is_upside_down() {
      assertRejected("end_transaction_date", () -> ALL.from(TUESDAY).until(MONDAY))
          .hasMessageContaining("2026-01-06 to 2026-01-05");
      assertRejected("start_transaction_date", () -> ALL.until(MONDAY).from(TUESDAY));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_000})
    void TX_03_cannot_have_a_date_without_a_year_of_four_digits(int year) {
      LocalDate date = LocalDate.of(year, 1, 1);
      assertRejected("transaction_date", () -> ALL.on(date));
      assertRejected("start_transaction_date", () -> ALL.from(date));
      assertRejected("end_transaction_date", () -> ALL.until(date));
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void TX_02_cannot_have_a_filter_without_a_value() {
      assertRejected("company_xid", () -> ALL.ofCompany(null));
      assertRejected("bank_account_xid", () -> ALL.ofBankAccount(null));
      assertRejected("brand_name", () -> ALL.atBank(null));
      assertRejected("transaction_date", () -> ALL.on(null));
      assertRejected("transfer_type", () -> ALL.withDirection(null));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true", "2, 2, false"})
    void C9_reads_the_other_form_of_the_meta_fields(int page, int pages, boolean hasNext) {
      Map<String, Object> meta =
          Map.of("page", page, "per_page", 1, "total", pages, "total_pages", pages);
      Map<String, Object> response =
          Map.of("data", List.of(Map.of("transaction_id", "t-1")), "meta", meta);
      var read = new StubHub(response).transactions().list(ALL.withPerPage(1).withPage(page));
      assertThat(read.hasNext()).isEqualTo(hasNext);
      assertThat(read.total()).hasValue(pages);
    }
  }

  @Nested
  class A_simulated_transaction {

    @Test
    void TX_10_has_every_field() {
      SimulatedTransaction credit = SimulatedTransaction.credit(ACCOUNT, SUM, "DH1");
      assertThat(credit.fields())
          .containsExactly(
              entry("bank_account_xid", ACCOUNT.value()),
              entry("transfer_type", "credit"),
              entry("amount", SUM),
              entry("transaction_content", "DH1"));
      assertThat(credit)
          .returns(ACCOUNT, SimulatedTransaction::bankAccount)
          .returns(TransferDirection.CREDIT, SimulatedTransaction::direction)
          .returns(SUM, SimulatedTransaction::amount)
          .returns("DH1", SimulatedTransaction::content)
          .hasToString("SimulatedTransaction[CREDIT 50000, bank account " + ACCOUNT + "]");
      assertThat(SimulatedTransaction.debit(ACCOUNT, SUM, "DH1").fields())
          .containsEntry("transfer_type", "debit");
    }

    @ParameterizedTest
    @CsvSource({"5E+4, 50000", "50000.00, 50000", "0.00, 0", "0.50, 0.5"})
    void TX_10_has_an_amount_without_an_exponent(BigDecimal given, String sent) {
      assertThat(SimulatedTransaction.credit(ACCOUNT, given, "DH1").amount().toString())
          .isEqualTo(sent);
    }

    @Test
    void TX_10_is_equal_if_its_amount_is() {
      SimulatedTransaction one = SimulatedTransaction.credit(ACCOUNT, SUM, "DH1");
      assertThat(one)
          .isEqualTo(SimulatedTransaction.credit(ACCOUNT, new BigDecimal("50000.0"), "DH1"))
          .hasSameHashCodeAs(SimulatedTransaction.credit(ACCOUNT, new BigDecimal("5E4"), "DH1"))
          .isNotEqualTo(SimulatedTransaction.debit(ACCOUNT, SUM, "DH1"))
          .isNotEqualTo("x");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"-1", "-0.01", "1E+30", "1E-31", "1E+999999999"})
    void TX_11_cannot_have_a_negative_or_endless_amount(BigDecimal amount) {
      assertRejected("amount", () -> SimulatedTransaction.credit(ACCOUNT, amount, "DH1"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a\nb"})
    void TX_11_cannot_be_without_content(String content) {
      assertRejected(
          "transaction_content", () -> SimulatedTransaction.credit(ACCOUNT, SUM, content));
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void TX_11_cannot_be_without_an_account() {
      assertRejected("bank_account_xid", () -> SimulatedTransaction.debit(null, SUM, "DH1"));
    }
  }

  @Nested
  class The_port {

    private final StubHub hub =
        new StubHub(Map.of("transaction_id", "t-1", "data", List.of(Map.of("transaction_id", 7))));

    @Test
    void calls_an_operation_with_the_fields_of_its_argument() {
      Transactions port = hub.transactions();
      SimulatedTransaction simulated = SimulatedTransaction.credit(ACCOUNT, SUM, "DH1");
      assertThat(port.list(ALL).items()).extracting(Transaction::id).containsExactly(id("7"));
      assertThat(port.all(ALL)).extracting(Transaction::id).containsExactly(id("7"));
      assertThat(port.create(simulated).id()).isEqualTo(id("t-1"));
      assertThat(hub.calls())
          .containsExactly(
              new StubHub.Call(Operation.LIST_TRANSACTIONS, ALL.fields()),
              new StubHub.Call(Operation.LIST_TRANSACTIONS, ALL.fields()),
              new StubHub.Call(Operation.CREATE_TRANSACTION, simulated.fields()));
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void names_a_missing_argument() {
      Transactions port = hub.transactions();
      assertThatNullPointerException().isThrownBy(() -> port.list(null)).withMessage("query");
      assertThatNullPointerException().isThrownBy(() -> port.get(null)).withMessage("id");
      assertThatNullPointerException()
          .isThrownBy(() -> port.create(null))
          .withMessage("transaction");
    }

    private static TransactionId id(String value) {
      return new TransactionId(value);
    }
  }
}
