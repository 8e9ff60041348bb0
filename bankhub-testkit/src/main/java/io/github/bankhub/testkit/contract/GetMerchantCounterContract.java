package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.merchant.MerchantCounter;
import io.github.bankhub.domain.merchant.MerchantCounter.Counts;
import io.github.bankhub.domain.merchant.MerchantCounter.Day;
import io.github.bankhub.domain.merchant.MerchantCounterQuery;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.MerchantSettings#counter}. */
abstract class GetMerchantCounterContract extends RetriedOperationContract {

  private static final MerchantCounterQuery TODAY = MerchantCounterQuery.TODAY;
  private static final BigDecimal AMOUNT = new BigDecimal("50000");

  GetMerchantCounterContract() {
    super(Operation.GET_MERCHANT_COUNTER);
  }

  @Override
  final Executable validCall() {
    return () -> counter(TODAY);
  }

  @Test
  void MS_30_transactions_are_counted_by_direction() {
    BankAccountXid account = fixture.linkedAccount();
    credit(account);
    credit(account);
    fixture.control().addTransaction(SimulatedTransaction.debit(account, AMOUNT, "DH"));
    MerchantCounter counter = counter(TODAY);
    assertCounts(2, 1, counter.days().get(0));
    assertCounts(2, 1, counter.total());
  }

  @Test
  void MS_31_each_company_has_its_own_numbers() {
    credit(fixture.linkedAccount());
    SandboxAccount acb = SandboxAccount.of("ACB", "4567890123");
    BankAccountXid another =
        fixture.control().addBankAccount(fixture.control().addCompany("CONG TY CP XYZ"), acb);
    credit(another);
    credit(another);
    MerchantCounter counter = counter(TODAY);
    List<Day> days = counter.days();
    assertEquals(2, days.size(), "the day appears once for each company");
    assertCounts(1, 0, days.get(0));
    assertCounts(2, 0, days.get(1));
    assertEquals(
        2,
        days.stream().flatMap(day -> day.companyId().stream()).distinct().count(),
        "each company has its own number");
    assertCounts(3, 0, counter.total());
  }

  @Test
  void MS_32_without_dates_today_is_counted_in_Vietnam() {
    BankAccountXid account = fixture.linkedAccount();
    credit(account);
    Duration untilMidnight =
        Duration.between(
            fixture.now(), today().plusDays(1).atStartOfDay(ApiObject.VIETNAM).toInstant());
    fixture.control().clock().advance(untilMidnight);
    assertEquals(List.of(), counter(TODAY).days(), "a day ends at midnight in Vietnam");
    assertCounts(0, 0, counter(TODAY).total());
    credit(account);
    assertEquals(
        List.of(today()), counter(TODAY).days().stream().map(Day::date).toList(), "it is today");
  }

  @Test
  void MS_33_the_days_of_a_range_are_counted() {
    BankAccountXid account = fixture.linkedAccount();
    for (int day = 0; day < 4; day++) {
      fixture.control().clock().advance(Duration.ofDays(1));
      credit(account);
    }
    LocalDate first = today().minusDays(2);
    LocalDate last = today().minusDays(1);
    MerchantCounter counter = counter(MerchantCounterQuery.between(first, last));
    assertEquals(
        List.of(first, last),
        counter.days().stream().map(Day::date).toList(),
        "the counter leaves out other days");
    assertCounts(2, 0, counter.total());
  }

  @Test
  void MS_34_a_range_upside_down_that_is_sent_unchecked_is_rejected_naming_the_field() {
    InvalidRequestException failure =
        assertThrows(
            InvalidRequestException.class,
            () ->
                fixture
                    .hub()
                    .call(
                        operation,
                        Map.of("start_date", "2026-02-01", "end_date", "2026-01-31"),
                        (response, zone) -> response),
            "the service rejects a range that is upside down");
    assertEquals(Set.of("start_date"), failure.fields().keySet(), "the failure names the field");
    assertRejectedOnce(failure);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(fixture.now(), ApiObject.VIETNAM);
  }

  private static void assertCounts(int in, int out, Counts counts) {
    assertEquals(OptionalInt.of(in), counts.incoming(), "what came in");
    assertEquals(OptionalInt.of(out), counts.outgoing(), "what went out");
    assertEquals(
        OptionalInt.of(in),
        counts.transactions(),
        "here, transaction is the number of what came in");
  }

  private void credit(BankAccountXid account) {
    fixture.control().addTransaction(SimulatedTransaction.credit(account, AMOUNT, "DH"));
  }

  private MerchantCounter counter(MerchantCounterQuery query) {
    return fixture.hub().merchantSettings().counter(query);
  }
}
