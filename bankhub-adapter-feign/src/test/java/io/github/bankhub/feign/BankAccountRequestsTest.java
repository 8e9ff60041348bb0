package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import feign.Request;
import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.paging.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankAccountRequestsTest {

  private static final String FIRST_PAGE = "/v1/bank-account?page=1&per_page=20";
  private static final String ONE = "/v1/bank-account/ba-1";
  private static final BankAccountXid XID = new BankAccountXid("ba-1");
  private static final String ITEM =
      """
      {"xid": "ba-1", "company_xid": "company-1", "brand_name": "MBBank",
       "account_holder_name": "NGUYEN VAN A", "account_number": "0123456789",
       "accumulated": "1500000.50", "account_type": "individual", "bank_api_connected": "1",
       "active": "0", "last_transaction": "", "created_at": "2026-01-31 10:30:00",
       "updated_at": "2026-01-31 10:30:00"}
      """;
  private static final String DETAIL =
      ITEM.replace(
          "\"account_type\": \"individual\"",
          "\"identification_number\": \"001234567890\", \"phone_number\": \"0000000001\","
              + " \"va_list\": [{\"xid\": \"va-1\", \"sub_account\": \"VQR000123456\"}]");

  private final ScriptedClient client = new ScriptedClient();

  @Nested
  class Listing {

    @Test
    void BA_01_gets_the_first_page_with_the_bearer_token_and_without_a_body() {
      client.on(FIRST_PAGE, 200, "{\"data\": []}").hub().bankAccounts().list(BankAccountQuery.ALL);

      Request request = client.sent(FIRST_PAGE).get(0);
      assertThat(request.httpMethod()).isEqualTo(Request.HttpMethod.GET);
      assertThat(header(request, "Authorization")).isEqualTo("Bearer s3cret-token");
      assertThat(header(request, "Accept")).isEqualTo("application/json");
      assertThat(request.headers()).doesNotContainKey("Content-Type");
      assertThat(request.body()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "NGUYEN VAN A  | NGUYEN%20VAN%20A",
          "a&q=b#c?d     | a%26q%3Db%23c%3Fd",
          "50%+/{page}   | 50%25%2B%2F%7Bpage%7D",
          "100%25        | 100%2525",
          "Kiên          | Ki%C3%AAn",
          "*~-._'()!,;:@$| %2A%7E-._%27%28%29%21%2C%3B%3A%40%24"
        })
    void BA_02_sends_every_filter_encoded(String text, String encoded) {
      String sent =
          "/v1/bank-account?page=3&per_page=100&company_xid=company-1&bank_id=%s&q=%s"
              .formatted(encoded, encoded);
      client.on(sent, 200, "{\"data\": []}");
      client
          .hub()
          .bankAccounts()
          .list(
              BankAccountQuery.ALL
                  .withPage(3)
                  .withPerPage(100)
                  .ofCompany(new CompanyXid("company-1"))
                  .atBank(text)
                  .matching(text));
      assertThat(client.sent(sent)).hasSize(1);
    }

    @Test
    void BA_04_reads_the_accounts_and_what_the_list_says_of_itself() {
      Page<BankAccount> page =
          listed(
              "{\"data\": [%s], \"meta\": {\"per_page\": 20, \"total\": 1, \"has_more\": false}}"
                  .formatted(ITEM));

      assertThat(page.total()).hasValue(1);
      assertThat(page.hasNext()).isFalse();
      BankAccount account = page.items().get(0);
      assertThat(account.xid()).isEqualTo(XID);
      assertThat(account.companyXid()).hasValue(new CompanyXid("company-1"));
      assertThat(account.accountNumber()).hasValue(new AccountNumber("0123456789"));
      assertThat(account.accumulated()).hasValue(new BigDecimal("1500000.50"));
      assertThat(account.accountType()).hasValue(AccountType.PERSONAL);
      assertThat(account.isBankApiConnected()).isTrue();
      assertThat(account.isActive()).isFalse();
      assertThat(account.lastTransactionAt()).isEmpty();
      assertThat(account.createdAt()).hasValue(Instant.parse("2026-01-31T03:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
      "1500000.50, 1500000.50",
      "0.10, 0.10",
      "100.00, 100.00",
      "12345678901234567890.01, 12345678901234567890.01",
      "7, 7"
    })
    void BA_05_money_that_comes_as_a_number_keeps_its_digits(String number, BigDecimal money) {
      Page<BankAccount> page =
          listed("{\"data\": [{\"xid\": \"ba-1\", \"accumulated\": %s}]}".formatted(number));
      assertThat(page.items().get(0).accumulated()).hasValue(money);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{}", "{\"data\": null}", "{\"data\": {}}", "{\"data\": [7]}", "[]", "{\"x\":"})
    void BA_05_what_is_no_list_is_unreadable_and_never_an_empty_page(String body) {
      client.on(FIRST_PAGE, 200, body);
      assertThat(failed(MalformedResponseException.class)).isNotNull();
    }

    @Test
    void BA_05_an_account_without_an_id_is_malformed_and_shows_no_personal_data() {
      client.on(FIRST_PAGE, 200, "{\"data\": [%s]}".formatted(ITEM.replace("\"xid\"", "\"id\"")));
      MalformedResponseException failure = failed(MalformedResponseException.class);
      assertThat(failure).hasMessageContaining("xid");
      assertThat(failure.call().excerpt().orElse(""))
          .doesNotContain("NGUYEN")
          .doesNotContain("0123456789");
    }

    @Test
    void BA_08_goes_through_all_pages() {
      client.on(
          FIRST_PAGE, 200, "{\"data\": [%s], \"meta\": {\"has_more\": \"1\"}}".formatted(ITEM));
      client.on(
          FIRST_PAGE.replace("page=1", "page=2"),
          200,
          "{\"data\": [%s], \"meta\": {\"page\": 2, \"total_pages\": 2}}"
              .formatted(ITEM.replace("ba-1", "ba-2")));
      assertThat(client.hub().bankAccounts().all(BankAccountQuery.ALL)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void FR_07_is_retried_after_a_transient_failure(int status) {
      client.on(FIRST_PAGE, status, "{}").on(FIRST_PAGE, 200, "{\"data\": []}");
      assertThat(client.hub().bankAccounts().list(BankAccountQuery.ALL).items()).isEmpty();
      assertThat(client.sent(FIRST_PAGE)).hasSize(2);
    }

    @Test
    void FR_07_what_stays_away_is_a_failure_and_never_an_empty_page() {
      client.failing(FIRST_PAGE, ScriptedClient.reset());
      assertThat(failed(UnavailableException.class).call().attempts()).isEqualTo(3);
    }

    @Test
    void BA_09_a_404_names_the_company_of_the_query() {
      client.on(FIRST_PAGE + "&company_xid=company-1", 404, ERROR);
      client.on(FIRST_PAGE, 404, ERROR);
      BankAccountQuery query = BankAccountQuery.ALL.ofCompany(new CompanyXid("company-1"));
      NotFoundException failure =
          catchThrowableOfType(
              NotFoundException.class, () -> client.hub().bankAccounts().list(query));
      assertThat(failure.possiblyMissing())
          .containsExactly(new Reference("company_xid", "company-1"));
      assertThat(failed(MalformedResponseException.class)).isNotNull();
    }

    private Page<BankAccount> listed(String response) {
      return client.on(FIRST_PAGE, 200, response).hub().bankAccounts().list(BankAccountQuery.ALL);
    }

    private <E extends BankHubException> E failed(Class<E> type) {
      return catchThrowableOfType(
          type, () -> client.hub().bankAccounts().list(BankAccountQuery.ALL));
    }
  }

  @Nested
  class Getting {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "ba-1          | ba-1",
          "...           | ...",
          "a.b           | a.b",
          "a b?c#d&e=f+g | a%20b%3Fc%23d%26e%3Df%2Bg",
          "50%           | 50%25",
          "100%41        | 100%2541",
          "{xid}         | %7Bxid%7D",
          "tài           | t%C3%A0i"
        })
    void BA_01_gets_the_account_by_its_id_encoded_in_the_path(String xid, String encoded) {
      String path = "/v1/bank-account/" + encoded;
      client.on(path, 200, "{\"data\": %s}".formatted(DETAIL.replace("ba-1", xid)));
      assertThat(client.hub().bankAccounts().get(new BankAccountXid(xid)).xid().value())
          .isEqualTo(xid);

      assertThat(client.sent(path)).hasSize(1);
      assertThat(client.sent(path).get(0).httpMethod()).isEqualTo(Request.HttpMethod.GET);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "../company", "%2e", "100%2F", "a\\b"})
    void ID_04_an_id_that_could_change_the_path_is_rejected_and_nothing_is_sent(String xid) {
      InvalidFieldException failure =
          catchThrowableOfType(
              InvalidFieldException.class,
              () -> client.hub().bankAccounts().get(new BankAccountXid(xid)));

      assertThat(failure.field()).isEqualTo("bank_account_xid");
      assertThat(client.sent("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\": %s}", "%s"})
    void BA_07_reads_the_account_in_its_wrapper_and_flat(String wrapper) {
      BankAccountDetails account = got(wrapper.formatted(DETAIL));

      assertThat(account.xid()).isEqualTo(XID);
      assertThat(account.accountHolderName()).hasValue("NGUYEN VAN A");
      assertThat(account.accountType()).isEmpty();
      assertThat(account.identificationNumber()).hasValue(new SensitiveNumber("001234567890"));
      assertThat(account.phoneNumber()).hasValue(new SensitiveNumber("0000000001"));
      assertThat(account.virtualAccounts().get(0).number())
          .hasValue(new AccountNumber("VQR000123456"));
    }

    @Test
    void BA_05_reads_times_in_a_configured_zone() {
      client.on(ONE, 200, "{\"data\": %s}".formatted(DETAIL));
      BankAccountDetails account =
          client
              .builder(ScriptedClient.settings().withZone(ZoneOffset.UTC))
              .build()
              .bankAccounts()
              .get(XID);
      assertThat(account.createdAt()).hasValue(Instant.parse("2026-01-31T10:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "\"company_xid\": {}",
          "\"active\": true",
          "\"accumulated\": null",
          "\"created_at\": [1]",
          "\"va_list\": \"none\"",
          "\"va_list\": [7, {}]",
          "\"phone_number\": {\"vn\": 1}",
          "\"new\": [1]"
        })
    void BA_05_loses_nothing_over_an_odd_field(String odd) {
      assertThat(got("{\"data\": {\"xid\": \"ba-1\", %s}}".formatted(odd)).xid()).isEqualTo(XID);
    }

    @Test
    void BA_09_names_the_account_that_was_not_found() {
      client.on(ONE, 404, "{\"code\": 0, \"message\": \"m\", \"status\": 0, \"error\": \"e\"}");
      NotFoundException failure = failed(NotFoundException.class);
      assertThat(failure.possiblyMissing())
          .containsExactly(new Reference("bank_account_xid", "ba-1"));
      assertThat(client.sent(ONE)).hasSize(1);
    }

    @Test
    void BA_05_without_its_id_the_response_is_malformed_and_shows_no_personal_data() {
      client.on(ONE, 200, "{\"data\": %s}".formatted(DETAIL.replace("\"xid\"", "\"id\"")));
      MalformedResponseException failure = failed(MalformedResponseException.class);
      assertThat(failure).hasMessageContaining("xid");
      assertThat(failure.call().excerpt().orElse(""))
          .doesNotContain("NGUYEN", "0123456789", "001234567890", "0000000001", "VQR0001");
    }

    @Test
    void FR_01_another_account_is_a_malformed_response_and_not_retried() {
      client.on(ONE, 200, "{\"data\": %s}".formatted(DETAIL.replace("ba-1", "ba-2")));
      assertThat(failed(MalformedResponseException.class))
          .hasMessageContaining("xid is not that of the request")
          .returns(RequestOutcome.UNKNOWN, BankHubException::requestOutcome);
      assertThat(client.sent(ONE)).hasSize(1);
    }

    @Test
    void FR_07_is_retried_after_a_lost_response() {
      client.failing(ONE, ScriptedClient.reset()).on(ONE, 200, "{\"data\": %s}".formatted(DETAIL));
      assertThat(client.hub().bankAccounts().get(XID).xid()).isEqualTo(XID);
      assertThat(client.sent(ONE)).hasSize(2);
    }

    private BankAccountDetails got(String response) {
      return client.on(ONE, 200, response).hub().bankAccounts().get(XID);
    }

    private <E extends BankHubException> E failed(Class<E> type) {
      return catchThrowableOfType(type, () -> client.hub().bankAccounts().get(XID));
    }
  }
}
