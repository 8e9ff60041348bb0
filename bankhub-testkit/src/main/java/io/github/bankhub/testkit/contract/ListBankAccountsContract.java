package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.ContractFixture.MB_BANK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.BankAccounts#list} and {@link
 * io.github.bankhub.domain.port.BankAccounts#all}, one test each. Extend it as you extend {@link
 * CreateLinkTokenContract}.
 *
 * <ul>
 *   <li>BA-02: the client sends each chosen filter, and no other.
 *   <li>BA-04: the list contains each linked account with the documented fields, newest first, and
 *       no unlinked account.
 *   <li>BA-05: times are read as Vietnam time, which is assumed.
 *   <li>BA-06: a page reports whether there is a next one.
 *   <li>BA-08: a stream goes through all pages and requests each page when it needs it.
 * </ul>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ListBankAccountsContract extends RetriedOperationContract {

  private static final BankAccountQuery ALL = BankAccountQuery.ALL;
  private static final SandboxAccount ACB = SandboxAccount.of("ACB", "4567890123");

  @Override
  final Operation operation() {
    return Operation.LIST_BANK_ACCOUNTS;
  }

  @Override
  final void call(ContractFixture fixture) {
    listed(fixture, ALL);
  }

  /** The filters of a request. */
  @Nested
  class Filters {
    @Test
    void BA_02_the_accounts_of_one_company_can_be_selected() {
      ContractFixture fixture = fixture();
      CompanyXid other = fixture.control().addCompany("CONG TY CP XYZ");
      BankAccountXid account = fixture.linkedAccount();
      fixture.control().addBankAccount(other, ACB);
      assertEquals(
          List.of(account),
          listed(fixture, ALL.ofCompany(fixture.company())),
          "the list leaves out the accounts of other companies");
    }

    @Test
    void BA_02_the_accounts_at_one_bank_can_be_selected() {
      ContractFixture fixture = fixture();
      fixture.linkedAccount();
      BankAccountXid account = fixture.control().addBankAccount(fixture.company(), ACB);
      assertEquals(
          List.of(account),
          listed(fixture, ALL.atBank("ACB")),
          "the list leaves out accounts at other banks");
    }

    @Test
    void BA_02_accounts_can_be_searched_by_text() {
      ContractFixture fixture = fixture();
      BankAccountXid account = fixture.linkedAccount();
      fixture.control().addBankAccount(fixture.company(), ACB);
      assertEquals(
          List.of(account),
          listed(fixture, ALL.matching(MB_BANK.holder())),
          "the list leaves out what does not match");
      assertEquals(
          List.of(), listed(fixture, ALL.matching("a&q=b+c%20#?")), "the text is sent unchanged");
    }
  }

  /** The accounts of a response. */
  @Nested
  class Response {
    @Test
    void BA_04_a_linked_account_is_listed_with_the_documented_fields() {
      ContractFixture fixture = fixture();
      BankAccountXid xid = fixture.linkedAccount();
      BankAccount account = list(fixture, ALL).items().get(0);
      assertEquals(xid, account.xid(), "the id");
      assertEquals(Optional.of(fixture.company()), account.companyXid(), "the company");
      assertEquals(Optional.of(new BrandName("MBBank")), account.brandName(), "the bank");
      assertEquals(
          Optional.of(new AccountNumber(MB_BANK.number())),
          account.accountNumber(),
          "the account number");
      assertEquals(Optional.of(MB_BANK.holder()), account.accountHolderName(), "the holder");
      assertEquals(Optional.of(AccountType.PERSONAL), account.accountType(), "the account type");
      assertTrue(account.isActive(), "it is active");
      assertTrue(account.isBankApiConnected(), "it is connected to the bank");
      assertTrue(account.lastTransactionAt().isEmpty(), "it has no transaction");
    }

    @Test
    void BA_04_the_newest_account_is_listed_first() {
      ContractFixture fixture = fixture();
      assertEquals(
          newestFirst(fixture, 3), listed(fixture, ALL), "the order is that of the response");
    }

    @Test
    void BA_04_without_accounts_there_is_one_empty_page() {
      Page<BankAccount> page = list(fixture(), ALL);
      assertEquals(List.of(), page.items(), "there are no accounts");
      assertFalse(page.hasNext(), "there is no next page");
    }

    @Test
    void BA_04_an_unlinked_account_is_not_listed() {
      ContractFixture fixture = fixture();
      BankAccountXid xid = fixture.linkedAccount();
      assertEquals(List.of(xid), listed(fixture, ALL), "a linked account is listed");
      fixture
          .control()
          .hostedPage(
              fixture.existing(LinkTokenRequest.unlink(fixture.company(), xid)).hostedLink())
          .unlinkSuccessfully();
      assertEquals(List.of(), listed(fixture, ALL), "an unlinked account is not listed");
    }

    @Test
    void BA_05_times_are_read_in_Vietnam_time_which_is_assumed() {
      ContractFixture fixture = fixture();
      fixture.linkedAccount();
      assertEquals(
          Optional.of(fixture.now()),
          list(fixture, ALL).items().get(0).createdAt(),
          "the account was linked just now");
    }
  }

  /** Several pages. */
  @Nested
  class Paging {
    @Test
    void BA_06_a_page_reports_whether_there_is_a_next_one() {
      ContractFixture fixture = fixture();
      newestFirst(fixture, 5);
      Page<BankAccount> first = list(fixture, ALL.withPerPage(2));
      assertEquals(2, first.items().size(), "a page has the requested size");
      assertEquals(5, first.total().orElse(0), "the total counts all pages");
      assertTrue(first.hasNext(), "there is a page after the first");
      Page<BankAccount> last = list(fixture, ALL.withPerPage(2).withPage(3));
      assertEquals(1, last.items().size(), "the last page has the rest");
      assertFalse(last.hasNext(), "there is no page after the last");
      Page<BankAccount> full = list(fixture, ALL.withPerPage(5));
      assertFalse(full.hasNext(), "there is no page after a last page that is full");
    }

    @Test
    void BA_08_a_stream_goes_through_all_pages() {
      ContractFixture fixture = fixture();
      List<BankAccountXid> xids = newestFirst(fixture, 5);
      assertEquals(
          xids,
          fixture.hub().bankAccounts().all(ALL.withPerPage(2)).map(BankAccount::xid).toList(),
          "each account comes once, in the order of the pages");
      assertEquals(3, fixture.statuses(operation()).size(), "the client requests each page once");
    }

    @Test
    void BA_08_a_page_is_requested_when_it_is_needed() {
      ContractFixture fixture = fixture();
      newestFirst(fixture, 5);
      Iterator<BankAccount> all = fixture.hub().bankAccounts().all(ALL.withPerPage(2)).iterator();
      assertEquals(List.of(), fixture.statuses(operation()), "no page is requested yet");
      all.next();
      assertEquals(1, fixture.statuses(operation()).size(), "only the first page is requested");
    }
  }

  /** Failures. */
  @Nested
  class Outcome {
    @Test
    void FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page() {
      ContractFixture fixture = fixture();
      fixture.control().inject(FaultScenario.SERVER_ERROR_500.always().on(operation()));
      assertThrows(
          UnavailableException.class,
          () -> list(fixture, ALL),
          "an application takes accounts that are not listed for unlinked");
    }
  }

  /** Adds accounts to the company. */
  private static List<BankAccountXid> newestFirst(ContractFixture fixture, int count) {
    List<BankAccountXid> xids = new ArrayList<>();
    SandboxAccount.all().stream()
        .limit(count)
        .forEach(account -> xids.add(fixture.control().addBankAccount(fixture.company(), account)));
    Collections.reverse(xids);
    return xids;
  }

  private static List<BankAccountXid> listed(ContractFixture fixture, BankAccountQuery query) {
    return list(fixture, query).items().stream().map(BankAccount::xid).toList();
  }

  private static Page<BankAccount> list(ContractFixture fixture, BankAccountQuery query) {
    return fixture.hub().bankAccounts().list(query);
  }
}
