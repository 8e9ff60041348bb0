package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.ContractFixture.MB_BANK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.BankAccounts#get}, beside those of every get,
 * and of the methods that use the details.
 */
abstract class GetBankAccountContract extends GetContract<BankAccountXid, BankAccountDetails> {

  GetBankAccountContract() {
    super(
        Operation.GET_BANK_ACCOUNT,
        BankAccountXid::new,
        BankAccountDetails::xid,
        BankAccountDetails::createdAt);
  }

  @Override
  BankAccountDetails get(BankAccountXid xid) {
    return fixture.hub().bankAccounts().get(xid);
  }

  @Override
  void add(BankAccountXid xid) {
    fixture.control().addBankAccount(xid, fixture.company(), MB_BANK);
  }

  @Test
  void BA_07_the_details_contain_the_account_and_its_holder() {
    BankAccountXid xid = fixture.linkedAccount();
    BankAccountDetails account = get(xid);
    assertEquals(xid, account.xid(), "the id");
    assertEquals(Optional.of(fixture.company()), account.companyXid(), "the company");
    assertEquals(Optional.of(MB_BANK.holder()), account.accountHolderName(), "the holder");
    assertTrue(account.isActive(), "it is active");
    assertEquals(
        Optional.of(new SensitiveNumber(MB_BANK.identification())),
        account.identificationNumber(),
        "the identification number of the holder");
    assertEquals(
        Optional.of(new SensitiveNumber(MB_BANK.phone())),
        account.phoneNumber(),
        "the phone number of the holder");
    assertEquals(List.of(), account.virtualAccounts(), "there are no virtual accounts");
  }

  @Test
  void BA_11_the_event_of_a_linked_account_is_completed() {
    LinkToken token = fixture.existingLink();
    fixture.control().hostedPage(token.hostedLink()).linkSuccessfully(MB_BANK);
    BankAccountEvent.Linked event =
        fixture.service().linkTokens().get(token.secret()).webhookEvents().stream()
            .filter(BankAccountEvent.Linked.class::isInstance)
            .map(BankAccountEvent.Linked.class::cast)
            .findFirst()
            .orElseThrow();
    BankAccountDetails account = fixture.hub().bankAccounts().complete(event);
    assertEquals(event.bankAccountXid(), account.xid(), "the account of the event");
    assertEquals(Optional.of(MB_BANK.holder()), account.accountHolderName(), "the holder");
    assertEquals(Optional.of(fixture.company()), account.companyXid(), "the company");
    assertEquals(
        Optional.of(MB_BANK.type()), account.accountType(), "the type, which only the event has");
  }

  @Test
  void BA_12_the_company_of_an_account_is_found() {
    BankAccountXid xid = fixture.linkedAccount();
    assertEquals(
        fixture.company(),
        fixture.hub().bankAccounts().companyOf(xid),
        "the company of the account");
  }
}
