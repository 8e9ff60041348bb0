package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.BankAccounts}, one test each.
 *
 * <ul>
 *   <li>BA-01: an account has the id under which it was linked, whatever characters that has.
 *   <li>BA-02: each filter chosen is sent, and none that was not.
 *   <li>BA-04: a linked account is listed with what SePay documents, newest first; an unlinked one
 *       is not listed.
 *   <li>BA-05: times are read as Vietnam's, which is assumed.
 *   <li>BA-06: a page tells whether there is a next one.
 *   <li>BA-07: the detail tells more than the list.
 *   <li>BA-08: all pages can be gone through, each asked for when it is needed.
 *   <li>BA-09: an account that is not there is not found.
 * </ul>
 *
 * <p>Extend it and say how the implementation is connected, as for {@link LinkTokensContract}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class BankAccountsContract extends ClientContract {

  private static final BankAccountQuery ALL = BankAccountQuery.ALL;
  private static final SandboxAccount MB_BANK = SandboxAccount.of("MBBank", "0123456789");
  private static final SandboxAccount ACB = SandboxAccount.of("ACB", "4567890123");
  private static final BankAccountXid NOWHERE = new BankAccountXid("an account/that is?nowhere");

  /** For subclasses. */
  protected BankAccountsContract() {}

  @Test
  public void BA_01_an_account_is_told_by_its_id_whatever_characters_that_has() {
    ContractFixture bench = bench();
    BankAccountXid odd = new BankAccountXid("../ä b?c#d&e=f+g%2F{xid}*");
    bench.control().addBankAccount(odd, bench.company(), MB_BANK);
    assertEquals(odd, bench.hub().bankAccounts().get(odd).xid(), "the id reaches the service");
  }

  @Test
  public void BA_02_the_accounts_of_one_company_can_be_chosen() {
    ContractFixture bench = bench();
    CompanyXid other = bench.control().addCompany("CONG TY CP XYZ");
    BankAccountXid account = bench.control().addBankAccount(bench.company(), MB_BANK);
    bench.control().addBankAccount(other, ACB);
    assertEquals(
        List.of(account),
        listed(bench, ALL.ofCompany(bench.company())),
        "the accounts of other companies are left out");
  }

  @Test
  public void BA_02_the_accounts_at_one_bank_can_be_chosen() {
    ContractFixture bench = bench();
    bench.control().addBankAccount(bench.company(), MB_BANK);
    BankAccountXid account = bench.control().addBankAccount(bench.company(), ACB);
    assertEquals(
        List.of(account), listed(bench, ALL.atBank("ACB")), "accounts at other banks are left out");
  }

  @Test
  public void BA_02_accounts_can_be_searched_for() {
    ContractFixture bench = bench();
    BankAccountXid account = bench.control().addBankAccount(bench.company(), MB_BANK);
    bench.control().addBankAccount(bench.company(), ACB);
    assertEquals(
        List.of(account),
        listed(bench, ALL.matching(MB_BANK.holder())),
        "what does not match is left out");
    assertEquals(
        List.of(), listed(bench, ALL.matching("a&q=b+c%20#?")), "a text is sought as it is");
  }

  @Test
  public void BA_04_a_linked_account_is_listed_with_what_is_documented() {
    ContractFixture bench = bench();
    BankAccountXid xid = bench.control().addBankAccount(bench.company(), MB_BANK);
    BankAccount account = bench.hub().bankAccounts().list(ALL).items().get(0);
    assertEquals(xid, account.xid(), "xid is the account's id");
    assertEquals(Optional.of(bench.company()), account.companyXid(), "its company is told");
    assertEquals(Optional.of(new BrandName("MBBank")), account.brandName(), "its bank is told");
    assertEquals(
        Optional.of(new AccountNumber(MB_BANK.number())),
        account.accountNumber(),
        "its number is told");
    assertEquals(Optional.of(MB_BANK.holder()), account.accountHolderName(), "its holder is told");
    assertEquals(Optional.of(AccountType.PERSONAL), account.accountType(), "whose it is, is told");
    assertTrue(account.isActive(), "it is active");
    assertTrue(account.isBankApiConnected(), "it is connected to the bank");
    assertTrue(account.lastTransactionAt().isEmpty(), "no money has moved");
  }

  @Test
  public void BA_04_the_newest_account_is_listed_first() {
    ContractFixture bench = bench();
    List<BankAccountXid> xids = linked(bench, 3);
    Collections.reverse(xids);
    assertEquals(xids, listed(bench, ALL), "the order is that of the answer");
  }

  @Test
  public void BA_04_without_accounts_there_is_one_empty_page() {
    Page<BankAccount> page = bench().hub().bankAccounts().list(ALL);
    assertEquals(List.of(), page.items(), "there are no accounts");
    assertFalse(page.hasNext(), "there is no next page");
  }

  @Test
  public void BA_04_an_unlinked_account_is_listed_no_more() {
    ContractFixture bench = bench();
    BankAccountXid xid = bench.control().addBankAccount(bench.company(), MB_BANK);
    assertEquals(List.of(xid), listed(bench, ALL), "a linked account is listed");
    bench
        .service()
        .control()
        .hostedPage(bench.create(LinkTokenRequest.unlink(bench.company(), xid)).hostedLink())
        .unlinkSuccessfully();
    assertEquals(List.of(), listed(bench, ALL), "an unlinked one is not");
  }

  @Test
  public void BA_05_times_are_read_in_Vietnam_time_which_is_assumed() {
    ContractFixture bench = bench();
    BankAccountXid xid = bench.control().addBankAccount(bench.company(), MB_BANK);
    assertEquals(
        Optional.of(bench.now()),
        bench.hub().bankAccounts().list(ALL).items().get(0).createdAt(),
        "by the list it was linked just now");
    assertEquals(
        Optional.of(bench.now()),
        bench.hub().bankAccounts().get(xid).createdAt(),
        "by the detail it was linked just now");
  }

  @Test
  public void BA_06_a_page_tells_whether_there_is_a_next_one() {
    ContractFixture bench = bench();
    linked(bench, 5);
    Page<BankAccount> first = bench.hub().bankAccounts().list(ALL.withPerPage(2));
    assertEquals(2, first.items().size(), "a page holds as many as were asked for");
    assertEquals(5, first.total().orElse(0), "the total is that of all pages");
    assertTrue(first.hasNext(), "there is a page after the first");
    Page<BankAccount> last = bench.hub().bankAccounts().list(ALL.withPerPage(2).withPage(3));
    assertEquals(1, last.items().size(), "the last page holds what is left");
    assertFalse(last.hasNext(), "there is no page after the last");
    Page<BankAccount> full = bench.hub().bankAccounts().list(ALL.withPerPage(5));
    assertFalse(full.hasNext(), "there is no page after one that is full and the last");
  }

  @Test
  public void BA_07_the_detail_tells_the_account_and_more() {
    ContractFixture bench = bench();
    BankAccountXid xid = bench.control().addBankAccount(bench.company(), MB_BANK);
    BankAccountDetails account = bench.hub().bankAccounts().get(xid);
    assertEquals(xid, account.xid(), "xid is the account's id");
    assertEquals(Optional.of(bench.company()), account.companyXid(), "its company is told");
    assertEquals(Optional.of(MB_BANK.holder()), account.accountHolderName(), "its holder is told");
    assertTrue(account.isActive(), "it is active");
    assertEquals(
        Optional.of(new SensitiveNumber(MB_BANK.identification())),
        account.identificationNumber(),
        "the holder's identification is told");
    assertEquals(
        Optional.of(new SensitiveNumber(MB_BANK.phone())),
        account.phoneNumber(),
        "the holder's phone is told");
    assertEquals(List.of(), account.virtualAccounts(), "there are no virtual accounts");
  }

  @Test
  public void BA_08_all_pages_can_be_gone_through() {
    ContractFixture bench = bench();
    List<BankAccountXid> xids = linked(bench, 5);
    Collections.reverse(xids);
    assertEquals(
        xids,
        bench.hub().bankAccounts().all(ALL.withPerPage(2)).map(BankAccount::xid).toList(),
        "each account comes once, in the order of the pages");
    assertEquals(
        3, bench.statuses(Operation.LIST_BANK_ACCOUNTS).size(), "each page is asked for once");
  }

  @Test
  public void BA_08_a_page_is_asked_for_when_it_is_needed() {
    ContractFixture bench = bench();
    linked(bench, 5);
    Iterator<BankAccount> all = bench.hub().bankAccounts().all(ALL.withPerPage(2)).iterator();
    assertEquals(List.of(), bench.statuses(Operation.LIST_BANK_ACCOUNTS), "none is asked for yet");
    all.next();
    assertEquals(
        1, bench.statuses(Operation.LIST_BANK_ACCOUNTS).size(), "only the first is asked for");
  }

  @Test
  public void BA_09_an_account_that_is_not_there_is_not_found() {
    for (ErrorStyle style : ErrorStyle.values()) {
      ContractFixture bench = bench();
      bench.control().errorStyle(style);
      NotFoundException refusal =
          assertThrows(
              NotFoundException.class,
              () -> bench.hub().bankAccounts().get(NOWHERE),
              "there is no such account");
      assertEquals(
          List.of(new Reference("bank_account_xid", NOWHERE.value())),
          refusal.candidates(),
          "the failure names the account");
      assertEquals(RequestOutcome.REJECTED, refusal.requestOutcome(), "the service refused it");
      assertEquals(1, refusal.call().attempts(), "a refused request is not sent again");
    }
  }

  @Test
  public void FR_07_listing_and_getting_are_sent_again_after_an_error_of_the_service() {
    ContractFixture bench = bench();
    BankAccountXid xid = bench.control().addBankAccount(bench.company(), MB_BANK);
    for (Operation call : List.of(Operation.LIST_BANK_ACCOUNTS, Operation.GET_BANK_ACCOUNT)) {
      bench.control().inject(FaultScenario.SERVER_ERROR_500.once().on(call));
    }
    assertDoesNotThrow(() -> listed(bench, ALL), "the second attempt to list succeeds");
    assertDoesNotThrow(
        () -> bench.hub().bankAccounts().get(xid), "the second attempt to get succeeds");
    assertEquals(
        List.of(500, 200), bench.statuses(Operation.LIST_BANK_ACCOUNTS), "it is listed twice");
    assertEquals(List.of(500, 200), bench.statuses(Operation.GET_BANK_ACCOUNT), "it is got twice");
  }

  @Test
  public void FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page() {
    ContractFixture bench = bench();
    bench
        .control()
        .inject(FaultScenario.SERVER_ERROR_500.always().on(Operation.LIST_BANK_ACCOUNTS));
    assertThrows(
        UnavailableException.class,
        () -> bench.hub().bankAccounts().list(ALL),
        "who is told of no accounts takes them for unlinked");
  }

  @Test
  public void LT_18_an_access_token_that_is_refused_is_renewed_for_listing_and_getting() {
    ContractFixture bench = bench();
    BankAccountXid xid = bench.control().addBankAccount(bench.company(), MB_BANK);
    bench.hub().accessTokens().current();
    bench.control().expireAccessTokens();
    assertDoesNotThrow(() -> listed(bench, ALL), "listing renews the access token");
    bench.control().expireAccessTokens();
    assertDoesNotThrow(
        () -> bench.hub().bankAccounts().get(xid), "getting renews the access token");
  }

  /** Accounts of the bench's company, the oldest first. */
  private static List<BankAccountXid> linked(ContractFixture bench, int count) {
    List<BankAccountXid> xids = new ArrayList<>();
    SandboxAccount.all().stream()
        .limit(count)
        .forEach(account -> xids.add(bench.control().addBankAccount(bench.company(), account)));
    return xids;
  }

  private static List<BankAccountXid> listed(ContractFixture bench, BankAccountQuery query) {
    return bench.hub().bankAccounts().list(query).items().stream().map(BankAccount::xid).toList();
  }
}
