package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyCounter;
import io.github.bankhub.domain.company.CompanyCounter.Counts;
import io.github.bankhub.domain.company.CompanyCounter.Day;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@link io.github.bankhub.domain.port.Companies#counter}. */
abstract class GetCompanyCounterContract extends IdContract<CompanyXid, CompanyCounter> {

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 31);
  private static final LocalDate SECOND_DAY = LocalDate.of(2026, 2, 1);

  GetCompanyCounterContract() {
    super(Operation.GET_COMPANY_COUNTER, CompanyXid::new);
  }

  @Override
  CompanyCounter get(CompanyXid xid) {
    return fixture.hub().companies().counter(xid);
  }

  @Override
  void add(CompanyXid xid) {
    fixture.control().addCompany(xid, "CONG TY CP XYZ");
  }

  @Test
  void CO_40_a_company_without_transactions_has_no_day_and_a_total_of_0() {
    fixture.assumeNewService();
    CompanyCounter counter = get(fixture.company());
    assertEquals(List.of(), counter.days(), "no day has transactions");
    assertEquals("0 = 0 + 0", text(counter.total()), "the total");
  }

  @Test
  void CO_40_the_transactions_of_the_company_are_counted_by_day_and_direction() {
    addTransactionsOnTwoDays();
    CompanyCounter counter = get(fixture.company());
    assertEquals(List.of(FIRST_DAY, SECOND_DAY), days(counter), "the days, which are Vietnam's");
    assertEquals("1 = 1 + 0", text(counter.days().get(0)), "the first day");
    assertEquals("2 = 1 + 1", text(counter.days().get(1)), "the second day");
    assertEquals("3 = 2 + 1", text(counter.total()), "the total contains both directions");
  }

  @Test
  void CO_41_one_day_can_be_counted() {
    addTransactionsOnTwoDays();
    CompanyCounter counter = fixture.hub().companies().counter(fixture.company(), SECOND_DAY);
    assertEquals(List.of(SECOND_DAY), days(counter), "the counter has only that day");
    assertEquals("2 = 1 + 1", text(counter.total()), "the total is that of the day, as assumed");
  }

  /** The second day is the first one in UTC. */
  private void addTransactionsOnTwoDays() {
    BankAccountXid account = fixture.linkedAccount();
    fixture.control().addTransaction(credit(account));
    fixture.control().clock().advance(Duration.ofHours(15));
    fixture.control().addTransaction(credit(account));
    fixture.control().addTransaction(SimulatedTransaction.debit(account, BigDecimal.ONE, "DH2"));
    CompanyXid other = fixture.control().addCompany("CONG TY CP XYZ");
    fixture
        .control()
        .addTransaction(
            credit(
                fixture.control().addBankAccount(other, SandboxAccount.of("BIDV", "7890123456"))));
  }

  private static SimulatedTransaction credit(BankAccountXid account) {
    return SimulatedTransaction.credit(account, BigDecimal.TEN, "DH1");
  }

  private static List<LocalDate> days(CompanyCounter counter) {
    return counter.days().stream().map(Day::date).toList();
  }

  private static String text(Counts counts) {
    return "%d = %d + %d"
        .formatted(
            counts.transactions().orElse(-1),
            counts.incoming().orElse(-1),
            counts.outgoing().orElse(-1));
  }
}
