package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user of the hosted page sees, in this process and over HTTP. */
abstract class HostedPageRules {

  final InMemoryBankHub hub = InMemoryBankHub.create();
  final CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
  private final SandboxAccount account = SandboxAccount.of("MBBank", "0123456789");

  abstract HostedPage open(LinkToken token);

  LinkToken token() {
    return hub.linkTokens()
        .create(LinkTokenRequest.link(company).redirectTo("https://yourapp.com/success?user=42"));
  }

  private List<LinkedAccount> linked() {
    return hub.service().with(state -> state.accounts().newestFirst());
  }

  static List<SandboxAccount> accounts() {
    return SandboxAccount.all();
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void each_account_of_the_sandbox_is_linked_with_its_data(SandboxAccount each) {
    HostedPage page = open(token());

    page.chooseBank(each.bank(), each.type()).enter(each).otp(each.otp());

    assertThat(page.step()).isEqualTo(PageStep.LINKED);
    assertThat(linked()).extracting(LinkedAccount::account).containsExactly(each);
  }

  @Test
  void the_page_shows_what_was_chosen_and_where_to_go_at_the_end() {
    HostedPage page = open(token());
    assertThat(page.view())
        .isEqualTo(
            new PageView(
                page.view().linkToken(),
                Purpose.LINK_BANK_ACCOUNT,
                PageStep.CHOOSE_BANK,
                "CONG TY TNHH ABC",
                "vi",
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    page.linkSuccessfully(account);

    assertThat(page.view().bank()).hasToString("Optional[MBBank]");
    assertThat(page.view().accountType()).contains(AccountType.PERSONAL);
    assertThat(page.view().holder()).contains("NGUYEN VAN A");
    assertThat(page.view().redirect()).contains("https://yourapp.com/success?user=42");
    assertThat(page).hasToString("HostedPage[PageView[" + page.view().linkToken() + " LINKED]]");
  }

  @Test
  void an_unknown_bank_is_rejected_with_the_known_ones() {
    HostedPage page = open(token());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> page.chooseBank("VPBank"))
        .withMessageContaining("bank is VPBank; expected one of [MBBank, ACB, BIDV");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> page.chooseBank("MBBank", AccountType.HOUSEHOLD))
        .withMessageContaining("account_type is household; expected one of [personal, business]");
    assertThat(page.step()).isEqualTo(PageStep.CHOOSE_BANK);
  }

  @Nested
  class The_bank_rejects {

    private final HostedPage page = open(token()).chooseBank("MBBank");

    private void rejects(String number, String identification, String phone, BankRejection reason) {
      page.enter(number, identification, phone);
      assertThat(page.view().rejection()).contains(reason);
      assertThat(page.step()).isEqualTo(PageStep.ENTER_ACCOUNT);
    }

    @Test
    void a_number_that_it_does_not_know() {
      rejects("1", "001234567890", "0000000001", BankRejection.ACCOUNT_MISSING_OR_LOCKED);
    }

    @Test
    void another_banks_number() {
      rejects("4567890123", "045678901234", "0000000007", BankRejection.ACCOUNT_MISSING_OR_LOCKED);
    }

    @Test
    void a_business_as_a_person() {
      rejects("5555666677", "0123456789", "0000000004", BankRejection.HOLDER_MISMATCH);
    }

    @Test
    void wrong_identification_and_phone() {
      rejects("0123456789", "1", "1", BankRejection.IDENTIFICATION_AND_PHONE_UNKNOWN);
    }

    @Test
    void wrong_identification() {
      rejects("0123456789", "1", "0000000001", BankRejection.IDENTIFICATION_UNKNOWN);
    }

    @Test
    void a_wrong_phone() {
      rejects("0123456789", "001234567890", "1", BankRejection.PHONE_UNKNOWN);
    }

    @Test
    void an_account_that_is_linked_already_to_this_company_or_another() {
      CompanyXid other = hub.control().addCompany("CONG TY CP XYZ");
      hub.control().addBankAccount(other, account);
      rejects("0123456789", "001234567890", "0000000001", BankRejection.ALREADY_LINKED);
      hub.control().addBankAccount(company, SandboxAccount.of("MBBank", "9876543210"));
      rejects("9876543210", "009876543210", "0000000002", BankRejection.ALREADY_LINKED);
    }

    @Test
    void nothing_any_more_once_it_is_corrected() {
      page.enter("1", "2", "3").enter(account).otp("1");
      assertThat(page.view().rejection()).contains(BankRejection.OTP_WRONG);
      assertThat(page.step()).isEqualTo(PageStep.ENTER_OTP);

      page.resendOtp().otp(account.otp());

      assertThat(page.view().rejection()).isEmpty();
      assertThat(page.step()).isEqualTo(PageStep.LINKED);
    }

    @Test
    void a_blank_by_naming_it() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> page.enter(" ", "2", "3"))
          .withMessageContaining("account_number is required");
    }
  }

  @Nested
  class One_account_belongs_to_one_company {

    @Test
    void of_two_pages_that_link_it_at_the_same_time_the_second_fails() {
      HostedPage first = open(token()).chooseBank("MBBank").enter(account);
      HostedPage second = open(token()).chooseBank("MBBank").enter(account);

      first.otp(account.otp());
      second.otp(account.otp());

      assertThat(first.step()).isEqualTo(PageStep.LINKED);
      assertThat(second.step()).isEqualTo(PageStep.FAILED);
      assertThat(second.view().rejection()).contains(BankRejection.ALREADY_LINKED);
      assertThat(linked()).hasSize(1);
    }

    @Test
    void it_can_be_linked_by_another_once_it_is_unlinked() {
      open(unlinkToken()).unlinkSuccessfully();
      CompanyXid other = hub.control().addCompany("CONG TY CP XYZ");

      open(hub.linkTokens().create(LinkTokenRequest.link(other))).linkSuccessfully(account);

      assertThat(linked()).extracting(LinkedAccount::company).containsExactly(other);
    }

    @Test
    void a_user_without_a_choice_gets_the_first_free_account() {
      hub.control().addBankAccount(company, account);

      open(token()).finishSuccessfully();

      assertThat(linked())
          .extracting(linked -> linked.account().number())
          .containsExactly("9876543210", "0123456789");
    }

    @Test
    void a_user_without_a_choice_gets_an_error_if_none_is_free() {
      SandboxAccount.all().forEach(each -> hub.control().addBankAccount(company, each));
      HostedPage page = open(token());
      assertThatIllegalStateException()
          .isThrownBy(page::finishSuccessfully)
          .withMessage("every account of the sandbox is linked already");
    }

    @Test
    void unlinking_it_twice_fails_the_second_time() {
      BankAccountXid xid = hub.control().addBankAccount(company, account);
      HostedPage first = open(hub.linkTokens().create(LinkTokenRequest.unlink(company, xid)));
      HostedPage second = open(hub.linkTokens().create(LinkTokenRequest.unlink(company, xid)));
      second.confirm();

      first.finishSuccessfully();
      second.otp(account.otp());

      assertThat(first.step()).isEqualTo(PageStep.UNLINKED);
      assertThat(second.step()).isEqualTo(PageStep.FAILED);
      assertThat(second.view().rejection()).contains(BankRejection.NOT_LINKED);
    }

    @Test
    void agreeing_to_unlink_what_is_gone_fails() {
      BankAccountXid xid = hub.control().addBankAccount(company, account);
      HostedPage late = open(hub.linkTokens().create(LinkTokenRequest.unlink(company, xid)));
      open(hub.linkTokens().create(LinkTokenRequest.unlink(company, xid))).unlinkSuccessfully();

      late.confirm();

      assertThat(late.view().rejection()).contains(BankRejection.NOT_LINKED);
    }

    @Test
    void what_is_only_switched_off_stays_its_companys_and_is_switched_on_by_linking_again() {
      hub.control().unlinkingInactivates(true);
      HostedPage page = open(unlinkToken()).unlinkSuccessfully();
      LinkedAccount off = linked().get(0);
      assertThat(page.step()).isEqualTo(PageStep.INACTIVATED);
      assertThat(off.active()).isFalse();

      CompanyXid other = hub.control().addCompany("CONG TY CP XYZ");
      HostedPage foreign = open(hub.linkTokens().create(LinkTokenRequest.link(other)));
      foreign.chooseBank("MBBank").enter(account);
      assertThat(foreign.view().rejection()).contains(BankRejection.ALREADY_LINKED);

      open(token()).finishSuccessfully();
      assertThat(linked()).extracting(LinkedAccount::xid).containsExactly(off.xid());
      assertThat(linked()).extracting(LinkedAccount::active).containsExactly(true);
    }
  }

  private LinkToken unlinkToken() {
    BankAccountXid xid = hub.control().addBankAccount(company, account);
    return hub.linkTokens().create(LinkTokenRequest.unlink(company, xid));
  }

  @Nested
  class A_link {

    @Test
    void that_was_left_can_be_opened_again() {
      LinkToken token = token();
      HostedPage page = open(token).chooseBank("MBBank").abandon();
      assertThat(page.step()).isEqualTo(PageStep.ABANDONED);

      assertThat(open(token).linkSuccessfully(account).step()).isEqualTo(PageStep.LINKED);
    }

    @Test
    void that_is_used_up_shows_so_and_does_nothing_more() {
      LinkToken token = token();
      open(token).linkSuccessfully(account);

      HostedPage again = open(token);

      assertThat(again.step()).isEqualTo(PageStep.LINKED);
      assertThatIllegalStateException()
          .isThrownBy(() -> again.chooseBank("ACB"))
          .withMessageContaining(
              "the link has linked the account and is used up, so this cannot be: the"
                  + " user chooses a bank; possible: OPEN");
    }

    @Test
    void that_the_bank_rejected_is_used_up() {
      LinkToken token = token();
      open(token).failWith(BankRejection.TOO_MANY_REQUESTS);

      HostedPage again = open(token);

      assertThat(again.step()).isEqualTo(PageStep.FAILED);
      assertThat(again.view().rejection()).contains(BankRejection.TOO_MANY_REQUESTS);
      assertThat(again.view().redirect()).isPresent();
    }

    @Test
    void fails_at_the_next_entry_if_the_control_says_so() {
      hub.control().rejectNext(BankRejection.BANK_BUSY);
      HostedPage page = open(token()).chooseBank("MBBank").enter(account);

      assertThat(page.step()).isEqualTo(PageStep.FAILED);
      assertThat(open(token()).linkSuccessfully(account).step()).isEqualTo(PageStep.LINKED);
    }

    @Test
    void keeps_the_next_rejection_until_a_user_enters_data() {
      hub.control().rejectNext(BankRejection.BANK_BUSY);
      HostedPage page = open(token()).chooseBank("MBBank");
      assertThatIllegalArgumentException().isThrownBy(() -> page.enter(" ", "2", "3"));
      assertThat(page.step()).isEqualTo(PageStep.ENTER_ACCOUNT);

      assertThat(page.enter(account).step()).isEqualTo(PageStep.FAILED);
    }

    @Test
    void that_the_bank_rejects_cannot_be_finished_successfully() {
      hub.control().rejectNext(BankRejection.BANK_BUSY);
      HostedPage page = open(token());
      assertThatIllegalStateException()
          .isThrownBy(() -> page.linkSuccessfully(account))
          .withMessage("the bank rejected it: BANK_BUSY");
    }

    @Test
    void whose_session_is_over_can_be_opened_again_until_its_own_end() {
      LinkToken token = token();
      HostedPage page = open(token).chooseBank("MBBank");
      hub.control().clock().advance(Duration.ofMinutes(15));
      assertThat(page.step()).isEqualTo(PageStep.SESSION_EXPIRED);
      assertThat(page.open().step()).isEqualTo(PageStep.CHOOSE_BANK);

      hub.control().clock().advance(Duration.ofMinutes(15));
      assertThat(page.open().step()).isEqualTo(PageStep.EXPIRED);
    }

    @Test
    void that_this_hub_did_not_create_is_rejected() {
      LinkToken token = token();
      hub.control().reset();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> open(token))
          .withMessage("there is no link token " + token.xid());
    }
  }
}
