package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.ContractFixture.MB_BANK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.BankAccounts#get}, one test each. Extend it as
 * you extend {@link CreateLinkTokenContract}.
 *
 * <ul>
 *   <li>BA-01: the id of an account selects it, whatever characters the id has.
 *   <li>BA-05: times are read as Vietnam time, which is assumed.
 *   <li>BA-07: the details contain more than the list.
 *   <li>BA-09: an account that does not exist is not found.
 * </ul>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class GetBankAccountContract extends RetriedOperationContract {

  private static final BankAccountXid UNKNOWN = new BankAccountXid("an account/that is?nowhere");

  @Override
  final Operation operation() {
    return Operation.GET_BANK_ACCOUNT;
  }

  @Override
  final void call(ContractFixture fixture) {
    SandboxAccount another = SandboxAccount.all().get(fixture.statuses(operation()).size());
    get(fixture, fixture.control().addBankAccount(fixture.company(), another));
  }

  /** The fields of a response. */
  @Nested
  public class Response {
    @Test
    public void BA_05_times_are_read_in_Vietnam_time_which_is_assumed() {
      ContractFixture fixture = fixture();
      assertEquals(
          Optional.of(fixture.now()),
          get(fixture, fixture.linkedAccount()).createdAt(),
          "the account was linked just now");
    }

    @Test
    public void BA_07_the_details_contain_the_account_and_its_holder() {
      ContractFixture fixture = fixture();
      BankAccountXid xid = fixture.linkedAccount();
      BankAccountDetails account = get(fixture, xid);
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
  }

  /** Ids, known and unknown. */
  @Nested
  public class References {
    @Test
    public void BA_01_an_account_is_found_by_its_id_whatever_characters_that_has() {
      ContractFixture fixture = fixture();
      BankAccountXid odd = new BankAccountXid("../ä b?c#d&e=f+g%2F{xid}*");
      fixture.control().addBankAccount(odd, fixture.company(), MB_BANK);
      assertEquals(odd, get(fixture, odd).xid(), "the id reaches the service");
    }

    @Test
    public void BA_09_an_account_that_does_not_exist_is_not_found() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        NotFoundException failure =
            assertThrows(
                NotFoundException.class, () -> get(fixture, UNKNOWN), "no account has this id");
        assertEquals(
            List.of(new Reference("bank_account_xid", UNKNOWN.value())),
            failure.possiblyMissing(),
            "the failure names the account");
        assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
        assertEquals(1, failure.call().attempts(), "a rejected request is not sent again");
      }
    }
  }

  private static BankAccountDetails get(ContractFixture fixture, BankAccountXid xid) {
    return fixture.hub().bankAccounts().get(xid);
  }
}
