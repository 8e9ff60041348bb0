package io.github.bankhub.testkit;

import static io.github.bankhub.domain.operation.Operation.CREATE_ACCESS_TOKEN;
import static io.github.bankhub.domain.operation.Operation.CREATE_LINK_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.addBankAccount(new BankAccountXid("ba_2"), owner, ACCOUNT))
          .withMessageContaining("is linked to company " + owner);
    }

    @Test
    void the_samples_are_there_when_asked_for() {
      control.addSamples();
      assertThat(hub.bankAccounts().list(BankAccountQuery.ALL).items())
          .extracting(BankAccount::xid)
          .containsExactlyInAnyOrder(Samples.BANK_ACCOUNT, Samples.CURL_BANK_ACCOUNT);
      LinkTokenRequest unlink = LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT);
      assertThat(hub.linkTokens().create(unlink)).isNotNull();
      assertThatIllegalArgumentException().isThrownBy(control::addSamples);
    }

    @Test
    void another_client_is_accepted_after_it_was_added() {
      ClientCredentials client = ClientCredentials.of("configured", "elsewhere");
      control.addClient(client);
      assertThat(hub.connectedAs(client, BankHubEnvironment.SANDBOX).accessToken().lifetime())
          .isEqualTo(Duration.ofMinutes(1000));
      assertThat(control.credentials()).isNotEqualTo(client);
    }

    @Test
    void an_access_token_that_no_header_can_hold_is_rejected() {
      assertThatExceptionOfType(InvalidFieldException.class)
          .isThrownBy(() -> control.addAccessToken("two words"));
    }
  }

  @Nested
  class Journal {

    @Test
    void lists_all_calls_in_order_also_rejected_ones() {
      CompanyXid company = control.addCompany("ABC");
      Instant start = control.clock().instant();
      hub.linkTokens().create(LinkTokenRequest.link(company));
      control.clock().advance(Duration.ofSeconds(5));
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
      assertThat(control.journal())
          .extracting(JournalEntry::at, JournalEntry::operation, JournalEntry::status)
          .containsExactly(
              tuple(start, CREATE_ACCESS_TOKEN, 201),
              tuple(start, CREATE_LINK_TOKEN, 201),
              tuple(start.plusSeconds(5), CREATE_LINK_TOKEN, 400));
    }

    @Test
    void lists_the_status_of_the_style() {
      control.errorStyle(ErrorStyle.DOCUMENTED);
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
      assertThat(control.journal()).extracting(JournalEntry::status).containsExactly(201, 404);
    }

    @Test
    void is_a_copy() {
      var before = control.journal();
      hub.accessToken();
      assertThat(before).isEmpty();
      assertThat(control.journal()).hasSize(1);
    }
  }

  @Nested
  class Faults {

    private final CompanyXid company = control.addCompany("ABC");

    @Test
    void apply_in_the_order_of_injection_and_disappear_when_used_up() {
      Fault first = FaultScenario.SERVER_ERROR_500.once().on(CREATE_LINK_TOKEN);
      Fault second = FaultScenario.GATEWAY_TIMEOUT_504.times(2).on(CREATE_LINK_TOKEN);
      control.inject(first);
      control.inject(second);
      assertThat(control.faults()).containsExactly(first, second);
      assertThat(status()).isEqualTo(500);
      assertThat(control.faults()).containsExactly(second);
      assertThat(status()).isEqualTo(504);
      assertThat(status()).isEqualTo(504);
      assertThat(control.faults()).isEmpty();
      assertThat(status()).isEqualTo(201);
    }

    @Test
    void apply_to_another_call_if_an_error_response_does_not_show_them() {
      control.inject(FaultScenario.HTML_PAGE.once().on(CREATE_LINK_TOKEN));
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
      assertThat(control.faults()).hasSize(1);
      assertThatExceptionOfType(MalformedResponseException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(company)));
      assertThat(control.faults()).isEmpty();
    }

    @Test
    void keep_their_order_if_an_error_response_does_not_show_one_of_them() {
      Fault first = FaultScenario.SERVER_ERROR_500.every(2).on(CREATE_LINK_TOKEN);
      Fault second = FaultScenario.HTML_PAGE.once().on(CREATE_LINK_TOKEN);
      control.inject(first);
      control.inject(second);
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
      assertThat(control.faults()).containsExactly(first, second);
      assertThat(status()).isEqualTo(500);
      assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(this::create);
      assertThat(control.faults()).containsExactly(first);
    }

    @Test
    void apply_only_to_their_operations() {
      control.inject(FaultScenario.SERVER_ERROR_500.once().on(CREATE_LINK_TOKEN));
      assertThat(hub.accessToken()).isNotNull();
      assertThat(control.faults()).hasSize(1);
      assertThat(status()).isEqualTo(500);
    }

    @Test
    void apply_to_every_nth_call() {
      control.inject(FaultScenario.SERVER_ERROR_500.every(3).on(CREATE_LINK_TOKEN));
      assertThat(Stream.generate(this::status).limit(7))
          .containsExactly(201, 201, 500, 201, 201, 500, 201);
      assertThat(control.faults()).hasSize(1);
    }

    @Test
    void end_at_an_instant_of_the_hubs_clock() {
      Instant end = control.clock().instant().plusSeconds(60);
      control.inject(FaultScenario.SERVER_ERROR_500.until(end).on(CREATE_LINK_TOKEN));
      control.clock().advance(Duration.ofSeconds(59));
      assertThat(status()).isEqualTo(500);
      assertThat(control.faults()).hasSize(1);
      control.clock().advance(Duration.ofSeconds(1));
      assertThat(control.faults()).isEmpty();
      assertThat(status()).isEqualTo(201);
    }

    @Test
    void that_have_expired_are_rejected_with_their_end_and_the_time() {
      Instant now = control.clock().instant();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.inject(FaultScenario.SERVER_ERROR_500.until(now)))
          .withMessage(
              "until is 2026-01-31T03:30:00Z; expected an instant after 2026-01-31T03:30:00Z, as"
                  + " it is here");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> control.inject(FaultScenario.SERVER_ERROR_500.until(now.minusSeconds(1))))
          .withMessageStartingWith("until is 2026-01-31T03:29:59Z; expected");
      assertThat(control.faults()).isEmpty();
    }

    @Test
    void of_a_connection_apply_before_those_of_a_response() {
      control.inject(FaultScenario.SERVER_ERROR_500.always());
      control.inject(FaultScenario.CONNECTION_REFUSED.always());
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(this::create)
          .returns(Reason.CONNECT, UnavailableException::reason);
    }

    @Test
    void end_when_cleared() {
      control.inject(FaultScenario.SERVER_ERROR_500.always());
      control.inject(FaultScenario.CONNECTION_REFUSED.always());
      control.clearFaults();
      assertThat(control.faults()).isEmpty();
      assertThat(status()).isEqualTo(201);
    }

    @Test
    void end_with_a_reset() {
      control.inject(FaultScenario.SERVER_ERROR_500.always());
      control.reset();
      assertThat(control.faults()).isEmpty();
      assertThat(hub.accessToken()).isNotNull();
    }

    @Test
    void are_a_copy() {
      List<Fault> before = control.faults();
      control.inject(FaultScenario.SERVER_ERROR_500.always());
      assertThat(before).isEmpty();
    }

    @Test
    void are_in_the_journal_with_what_was_created_although_the_response_was_lost() {
      hub.accessToken();
      control.inject(FaultScenario.RESET_BEFORE_RESPONSE.once().on(CREATE_LINK_TOKEN));
      control.inject(FaultScenario.RESET_BEFORE_PERFORMING.once().on(CREATE_LINK_TOKEN));
      assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::create);
      assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::create);
      LinkToken returned = create();
      List<JournalEntry> creates = control.journal().subList(1, 4);
      assertThat(creates).extracting(JournalEntry::status).containsExactly(201, 0, 201);
      assertThat(creates)
          .extracting(JournalEntry::fault)
          .containsExactly(
              Optional.of(FaultScenario.RESET_BEFORE_RESPONSE),
              Optional.of(FaultScenario.RESET_BEFORE_PERFORMING),
              Optional.empty());
      assertThat(creates.get(0).created()).isPresent().isNotEqualTo(Optional.of(returned.xid()));
      assertThat(creates.get(1).created()).isEmpty();
      assertThat(creates.get(2).created()).contains(returned.xid());
      assertThat(creates.get(0))
          .hasToString(
              "2026-01-31T03:30:00Z POST /v1/link-token/create 201 RESET_BEFORE_RESPONSE created "
                  + creates.get(0).created().orElseThrow());
      assertThat(creates.get(1).toString()).endsWith("create 0 RESET_BEFORE_PERFORMING");
    }

    @Test
    void are_not_in_the_journal_if_nothing_reached_the_service() {
      control.inject(FaultScenario.CONNECTION_REFUSED.always());
      assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::create);
      assertThat(control.journal()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
        names = {
          "JSON_NULL",
          "SERVER_ERROR_500_PERFORMED",
          "TRUNCATED_BODY",
          "RESET_AFTER_RESPONSE"
        })
    void do_not_change_the_meaning_of_an_error_response(FaultScenario scenario) {
      control.inject(scenario.always().on(CREATE_LINK_TOKEN));
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
    }

    @Test
    void lose_an_error_response_with_the_connection() {
      control.inject(FaultScenario.RESET_BEFORE_RESPONSE.always().on(CREATE_LINK_TOKEN));
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid("x"))));
    }

    private LinkToken create() {
      return hub.linkTokens().create(LinkTokenRequest.link(company));
    }

    private int status() {
      try {
        create();
        return 201;
      } catch (UnavailableException e) {
        return e.call().httpStatus().orElseThrow();
      }
    }
  }

  @Test
  void nothing_that_is_null_gets_in() {
    CompanyXid company = control.addCompany("ABC");
    BankAccountXid bankAccount = new BankAccountXid("ba_1");
    assertNamed("fullName", () -> control.addCompany(null));
    assertNamed("company", () -> control.addCompany(null, "ABC"));
    assertNamed("fullName", () -> control.addCompany(company, null));
    assertNamed("company", () -> control.addBankAccount(null, ACCOUNT));
    assertNamed("account", () -> control.addBankAccount(company, null));
    assertNamed("bankAccount", () -> control.addBankAccount(null, company, ACCOUNT));
    assertNamed("company", () -> control.addBankAccount(bankAccount, null, ACCOUNT));
    assertNamed("account", () -> control.addBankAccount(bankAccount, company, null));
    assertNamed("client", () -> control.addClient(null));
    assertNamed("token", () -> control.addAccessToken(null));
    assertNamed("fault", () -> control.inject(null));
    assertNamed("style", () -> control.errorStyle(null));
    assertNamed("lifetime", () -> control.linkTokenLifetime(null));
    assertNamed("lifetime", () -> control.accessTokenLifetime(null));
    assertThat(control.faults()).isEmpty();
    assertThat(hub.linkTokens().create(LinkTokenRequest.link(company))).isNotNull();
  }

  private static void assertNamed(String name, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(name);
  }

  @Nested
  class Lives {

    @Test
    void a_link_token_lives_for_30_minutes_which_is_assumed_or_as_long_as_chosen() {
      CompanyXid company = control.addCompany("ABC");
      Instant now = control.clock().instant();
      LinkToken usual = hub.linkTokens().create(LinkTokenRequest.link(company));
      control.linkTokenLifetime(Duration.ofSeconds(1));
      LinkToken brief = hub.linkTokens().create(LinkTokenRequest.link(company));
      assertThat(usual.expiry().instant()).contains(now.plusSeconds(1800));
      assertThat(brief.expiry().instant()).contains(now.plusSeconds(1));
    }

    @Test
    void an_access_token_lives_as_long_as_chosen_in_whole_seconds() {
      control.accessTokenLifetime(Duration.ofMillis(7999));
      assertThat(hub.accessToken().lifetime()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_life_is_at_least_a_second() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.accessTokenLifetime(Duration.ofMillis(999)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.linkTokenLifetime(Duration.ZERO))
          .withMessage("a token lives for at least a second, not for PT0S");
    }

    @Test
    void a_life_and_a_turn_of_the_clock_end_while_times_can_still_be_written() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.sessionLifetime(Duration.ofSeconds(Long.MAX_VALUE)))
          .withMessageStartingWith("a session lives for at most 36,500 days, not for ");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> control.clock().advance(Duration.ofSeconds(Long.MAX_VALUE)))
          .withMessageStartingWith("a test clock goes to the year 9000 at the latest");
      control.clock().advance(Duration.ofDays(365_000));
      assertThat(hub.accessToken()).isNotNull();
    }
  }

  @Nested
  class Reset {

    @Test
    void gives_a_service_as_new_but_for_the_clock() {
      CompanyXid company = control.addCompany("ABC");
      AccessToken token = hub.accessToken();
      control.errorStyle(ErrorStyle.DOCUMENTED);
      control.accessTokenLifetime(Duration.ofSeconds(10));
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
      assertThat(hub.accessToken().lifetime()).isEqualTo(token.lifetime());
    }

    @Test
    void gives_no_id_twice_because_receivers_may_remember_it() {
      CompanyXid company = control.addCompany("ABC");
      LinkToken first = hub.linkTokens().create(LinkTokenRequest.link(company));
      control.reset();
      CompanyXid another = control.addCompany("ABC");
      LinkToken second = hub.linkTokens().create(LinkTokenRequest.link(another));
      assertThat(another).isNotEqualTo(company);
      assertThat(second.xid()).isNotEqualTo(first.xid());
      assertThat(second.secret()).isNotEqualTo(first.secret());
    }

    @Test
    void begins_the_ids_of_a_seed_again() {
      control.reset(7);
      List<CompanyXid> first = List.of(control.addCompany("ABC"), control.addCompany("XYZ"));
      control.reset(8);
      assertThat(control.addCompany("ABC")).isNotEqualTo(first.get(0));
      control.reset(7);
      assertThat(List.of(control.addCompany("ABC"), control.addCompany("XYZ"))).isEqualTo(first);
    }

    @Test
    void notifies_servers_of_the_ended_faults_once() {
      AtomicInteger notifications = new AtomicInteger();
      InternalService.of(hub).onFaultsChanged(notifications::incrementAndGet);
      control.reset();
      assertThat(notifications).hasValue(1);
    }

    @Test
    void puts_in_again_what_the_hub_was_built_with() {
      InMemoryBankHub built =
          InMemoryBankHub.builder()
              .data(data -> data.addCompany(new CompanyXid("cmp_1"), "ABC"))
              .build();
      built.control().addCompany("XYZ");
      built.control().reset();
      assertThat(built.control().companies())
          .containsExactly(Map.entry(new CompanyXid("cmp_1"), "ABC"));
    }
  }
}
