package io.github.bankhub.testkit.control;

import static io.github.bankhub.domain.failure.Operation.CREATE_ACCESS_TOKEN;
import static io.github.bankhub.domain.failure.Operation.CREATE_LINK_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ControlTest {

  private static final SandboxAccount ACCOUNT = SandboxAccount.of("MBBank", "0123456789");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();

  @Nested
  class Data {

    @Test
    void a_company_has_an_id_of_64_capitals_and_digits() {
      assertThat(control.addCompany("ABC").value()).matches("[A-Z0-9]{64}");
      assertThat(control.addCompany("ABC")).isNotEqualTo(control.addCompany("ABC"));
    }

    @Test
    void a_company_can_have_an_id_of_ones_choice_once() {
      CompanyXid company = new CompanyXid("cmp_1");
      control.addCompany(company, "ABC");
      assertThat(hub.linkTokens().create(LinkTokenRequest.link(company))).isNotNull();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.addCompany(company, "XYZ"))
          .withMessage("there is a company cmp_1 already");
    }

    @Test
    void a_companys_name_is_neither_blank_nor_longer_than_200() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.addCompany(" "))
          .withMessageContaining("blank");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.addCompany("x".repeat(201)))
          .withMessageContaining("200 characters, not 201");
      assertThat(control.addCompany("x".repeat(200))).isNotNull();
    }

    @Test
    void an_account_needs_a_company() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.addBankAccount(new CompanyXid("nobody"), ACCOUNT))
          .withMessage("there is no company nobody");
    }

    @Test
    void an_account_is_linked_to_one_company_at_a_time() {
      CompanyXid owner = control.addCompany("ABC");
      CompanyXid other = control.addCompany("XYZ");
      control.addBankAccount(owner, ACCOUNT);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.addBankAccount(other, ACCOUNT))
          .withMessage("account 0123456789 at MBBank is linked to company " + owner + " already");
      assertThatIllegalArgumentException().isThrownBy(() -> control.addBankAccount(owner, ACCOUNT));
    }

    @Test
    void an_account_can_have_an_id_of_ones_choice_once() {
      CompanyXid owner = control.addCompany("ABC");
      BankAccountXid account = new BankAccountXid("ba_1");
      control.addBankAccount(account, owner, ACCOUNT);
      assertThat(hub.linkTokens().create(LinkTokenRequest.unlink(owner, account))).isNotNull();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> control.addBankAccount(account, owner, SandboxAccount.of("ACB", "4567890123")))
          .withMessage("there is a bank account ba_1 already");
    }

    @Test
    void the_samples_are_there_when_asked_for() {
      control.addSamples();
      LinkTokenRequest unlink = LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT);
      assertThat(hub.linkTokens().create(unlink)).isNotNull();
      assertThatIllegalArgumentException().isThrownBy(control::addSamples);
    }

    @Test
    void another_client_is_taken_once_it_was_added() {
      ClientCredentials client = ClientCredentials.of("configured", "elsewhere");
      control.addClient(client);
      assertThat(hub.connectedAs(client, Environment.SANDBOX).accessTokens().current().life())
          .isEqualTo(Duration.ofMinutes(1000));
      assertThat(control.credentials()).isNotEqualTo(client);
    }

    @Test
    void an_access_token_that_no_header_carries_is_refused() {
      assertThatExceptionOfType(InvalidFieldException.class)
          .isThrownBy(() -> control.addAccessToken("two words"));
    }
  }

  @Nested
  class Journal {

    @Test
    void tells_all_calls_in_order_those_that_were_refused_too() {
      CompanyXid company = control.addCompany("ABC");
      Instant start = control.clock().instant();
      hub.linkTokens().create(LinkTokenRequest.link(company));
      control.clock().advance(Duration.ofSeconds(5));
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
      assertThat(control.journal())
          .containsExactly(
              new JournalEntry(start, CREATE_ACCESS_TOKEN, 201),
              new JournalEntry(start, CREATE_LINK_TOKEN, 201),
              new JournalEntry(start.plusSeconds(5), CREATE_LINK_TOKEN, 400));
    }

    @Test
    void tells_the_status_of_the_style() {
      control.errorStyle(ErrorStyle.DOCUMENTED);
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
      assertThat(control.journal()).extracting(JournalEntry::status).containsExactly(201, 404);
    }

    @Test
    void is_a_copy() {
      var before = control.journal();
      hub.accessTokens().current();
      assertThat(before).isEmpty();
      assertThat(control.journal()).hasSize(1);
    }
  }

  @Nested
  class Lives {

    @Test
    void a_link_token_lives_for_30_minutes_which_is_assumed_or_as_long_as_chosen() {
      CompanyXid company = control.addCompany("ABC");
      Instant now = control.clock().instant();
      LinkToken usual = hub.linkTokens().create(LinkTokenRequest.link(company));
      control.linkTokenLife(Duration.ofSeconds(1));
      LinkToken brief = hub.linkTokens().create(LinkTokenRequest.link(company));
      assertThat(usual.expiry().instant()).contains(now.plusSeconds(1800));
      assertThat(brief.expiry().instant()).contains(now.plusSeconds(1));
    }

    @Test
    void an_access_token_lives_as_long_as_chosen_in_whole_seconds() {
      control.accessTokenLife(Duration.ofMillis(7999));
      assertThat(hub.accessTokens().current().life()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_life_is_at_least_a_second() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.accessTokenLife(Duration.ofMillis(999)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.linkTokenLife(Duration.ZERO))
          .withMessage("a token lives for at least a second, not for PT0S");
    }
  }

  @Nested
  class Reset {

    @Test
    void gives_a_service_as_new_but_for_the_clock() {
      CompanyXid company = control.addCompany("ABC");
      AccessToken token = hub.accessTokens().current();
      control.errorStyle(ErrorStyle.DOCUMENTED);
      control.accessTokenLife(Duration.ofSeconds(10));
      control.clock().advance(Duration.ofHours(1));
      Instant now = control.clock().instant();
      ClientCredentials credentials = control.credentials();

      control.reset();

      assertThat(control.journal()).isEmpty();
      assertThat(control.clock().instant()).isEqualTo(now);
      assertThat(control.credentials()).isEqualTo(credentials);
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(company)))
          .satisfies(e -> assertThat(e.call().httpStatus()).hasValue(400));
      assertThat(control.journal()).extracting(JournalEntry::status).containsExactly(201, 400);
      assertThat(hub.accessTokens().current().life()).isEqualTo(token.life());
    }

    @Test
    void starts_the_ids_again() {
      CompanyXid company = control.addCompany("ABC");
      LinkToken first = hub.linkTokens().create(LinkTokenRequest.link(company));
      control.reset();
      assertThat(control.addCompany("ABC")).isEqualTo(company);
      assertThat(hub.linkTokens().create(LinkTokenRequest.link(company))).isEqualTo(first);
    }
  }
}
