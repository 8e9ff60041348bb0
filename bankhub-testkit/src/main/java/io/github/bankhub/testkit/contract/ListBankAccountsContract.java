package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.ContractFixture.MB_BANK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.BankAccounts#list}, beside those of every list.
 */
abstract class ListBankAccountsContract extends ListContract<BankAccountQuery, BankAccount> {

  private static final BankAccountQuery ALL = BankAccountQuery.ALL;
  private static final SandboxAccount ACB = SandboxAccount.of("ACB", "4567890123");

  ListBankAccountsContract() {
    super(
        Operation.LIST_BANK_ACCOUNTS,
        ALL,
        BankAccount::xid,
        BankAccount::createdAt,
        BankAccount::accountHolderName);
  }

  @Override
  Page<BankAccount> list(BankAccountQuery query) {
    return fixture.hub().bankAccounts().list(query);
  }

  @Override
  Stream<BankAccount> all(BankAccountQuery query) {
    return fixture.hub().bankAccounts().all(query);
  }

  @Override
  BankAccountXid add(int number) {
    return fixture.control().addBankAccount(fixture.company(), SandboxAccount.all().get(number));
  }

  @Test
  void BA_02_the_accounts_of_one_company_can_be_selected() {
    BankAccountXid xid = fixture.linkedAccount();
    fixture.control().addBankAccount(fixture.control().addCompany("CONG TY CP XYZ"), ACB);
    assertLists(
        List.of(xid),
        ALL.ofCompany(fixture.company()),
        "the list leaves out the accounts of other companies");
  }

  @Test
  void BA_02_the_accounts_at_one_bank_can_be_selected() {
    fixture.linkedAccount();
    BankAccountXid xid = fixture.control().addBankAccount(fixture.company(), ACB);
    assertLists(List.of(xid), ALL.atBank("ACB"), "the list leaves out accounts at other banks");
  }

  @Test
  void BA_04_a_linked_account_is_listed_with_the_documented_fields() {
    BankAccountXid xid = fixture.linkedAccount();
    BankAccount account = list(ALL).items().get(0);
    assertEquals(xid, account.xid(), "the id");
    assertEquals(Optional.of(fixture.company()), account.companyXid(), "the company");
    assertEquals(Optional.of(new BrandName("MBBank")), account.brandName(), "the bank");
    AccountNumber number = new AccountNumber(MB_BANK.number());
    assertEquals(Optional.of(number), account.accountNumber(), "the account number");
    assertEquals(Optional.of(MB_BANK.holder()), account.accountHolderName(), "the holder");
    assertEquals(Optional.of(AccountType.PERSONAL), account.accountType(), "the account type");
    assertTrue(account.isActive(), "it is active");
    assertTrue(account.isBankApiConnected(), "it is connected to the bank");
    assertTrue(account.lastTransactionAt().isEmpty(), "it has no transaction");
  }

  @Test
  void BA_04_an_unlinked_account_is_not_listed() {
    BankAccountXid xid = fixture.linkedAccount();
    assertLists(List.of(xid), ALL, "a linked account is listed");
    LinkToken token = fixture.existing(LinkTokenRequest.unlink(fixture.company(), xid));
    fixture.control().hostedPage(token.hostedLink()).unlinkSuccessfully();
    assertLists(List.of(), ALL, "an unlinked account is not listed");
  }
}
