package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for transactions, and the simulation of some. */
class TransactionRequestsTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1");
  private static final CompanyXid COMPANY = new CompanyXid("company-1");
  private static final BankAccountXid MB_BANK = new BankAccountXid("ba-1");
  private static final BankAccountXid ACB = new BankAccountXid("ba-2");
  private static final String VALID =
      "{\"bank_account_xid\":\"ba-1\",\"transfer_type\":\"credit\",\"amount\":50000,"
          + "\"transaction_content\":\"DH1\"}";

  private InMemoryBankHub hub = filled(InMemoryBankHub.create());

  private static InMemoryBankHub filled(InMemoryBankHub hub) {
    hub.control().addAccessToken("t0k3n");
    hub.control().addCompany(COMPANY, "CONG TY TNHH ABC");
    hub.control().addBankAccount(MB_BANK, COMPANY, SandboxAccount.of("MBBank", "0123456789"));
    hub.control().addBankAccount(ACB, COMPANY, SandboxAccount.of("ACB", "4567890123"));
    return hub;
  }

  @Test
  void TX_04_are_listed_with_every_documented_field() throws IOException {
    hub.control().addTransaction(new TransactionId("t-1"), credit(MB_BANK, "50000", "DH1"));
    JsonNode body = json(get("/v1/transaction"), 200);
    String reference = body.at("/data/0/reference_number").asText();
    assertThat(reference).matches("FT[0-9A-Z]{12}");
    assertThat(body.toString())
        .isEqualTo(
            "{\"data\":[{\"transaction_id\":\"t-1\",\"transaction_date\":\"2026-01-31 10:30:00\","
                + "\"bank_account_xid\":\"ba-1\",\"company_xid\":\"company-1\","
                + "\"brand_name\":\"MBBank\",\"account_number\":\"0123456789\",\"va\":null,"
                + "\"va_xid\":null,\"reference_number\":\""
                + reference
                + "\",\"transfer_type\":\"in\",\"amount\":50000,"
                + "\"transaction_content\":\"DH1\",\"payment_code\":null,\"webhook_success\":0}],"
                + "\"meta\":{\"page\":1,\"per_page\":20,\"total\":1,\"total_pages\":1}}");
    assertThat(json(get("/v1/transaction/t-1"), 200).get("data")).isEqualTo(body.at("/data/0"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 4 3 2 1",
    "per_page=3, 4 3 2",
    "per_page=3&page=2, 1",
    "page=9, ''",
    "company_xid=company-1, 4 3 2 1",
    "company_xid=nobody, ''",
    "bank_account_xid=ba-1, 3 1",
    "brand_name=acb, 4 2",
    "transfer_type=in, 4 2 1",
    "transfer_type=out, 3",
    "webhook_success=0, 4 3 2 1",
    "webhook_success=1, ''",
    "transaction_date=2026-01-31, 1",
    "transaction_date=2026-02-01, 2",
    "start_transaction_date=2026-02-01, 4 3 2",
    "end_transaction_date=2026-02-01, 2 1",
    "start_transaction_date=2026-02-01&end_transaction_date=2026-02-02, 3 2",
    "start_transaction_date=2026-02-02&end_transaction_date=2026-02-01, ''",
    "q=dh2, 2",
    "q=4567890123, 4 2",
    "q=dh&brand_name=ACB&transfer_type=in&start_transaction_date=2026-02-03, 4"
  })
  void TX_02_are_filtered_by_every_documented_field(String query, String expected)
      throws IOException {
    add("1", credit(MB_BANK, "50000", "DH1"));
    add("2", credit(ACB, "70000", "DH2"));
    add("3", SimulatedTransaction.debit(MB_BANK, new BigDecimal("1000"), "phí"));
    add("4", credit(ACB, "90000", "DH4"));
    assertThat(ids(json(get("/v1/transaction?" + query), 200))).isEqualTo(expected);
  }

  @Test
  void TX_03_are_of_the_day_in_Vietnam() throws IOException {
    hub.control().clock().advance(Duration.ofHours(13).plusMinutes(29));
    add("1", credit(MB_BANK, "50000", "DH1"));
    hub.control().clock().advance(Duration.ofMinutes(1));
    assertThat(ids(json(get("/v1/transaction?transaction_date=2026-01-31"), 200))).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "page=0, page, must be a whole number from 1",
    "per_page=101, per_page, must be a whole number from 1 to 100",
    "transfer_type=credit, transfer_type, must be in or out",
    "webhook_success=2, webhook_success, must be 0 or 1",
    "transaction_date=31/01/2026, transaction_date, must be a date such as 2026-01-31",
    "transaction_date=2026-02-30, transaction_date, must be a date such as 2026-01-31",
    "start_transaction_date=0000-01-01, start_transaction_date, must be a date such as 2026-01-31",
    "end_transaction_date=2026-01-31T10:00, end_transaction_date, must be a date such as"
        + " 2026-01-31",
    "from_date=2026-01-01, from_date, use start_transaction_date",
    "fromDate=2026-01-01, fromDate, use start_transaction_date",
    "to_date=2026-01-01, to_date, use end_transaction_date",
    "account_id=1, account_id, use bank_account_xid",
    "bankAccountXid=1, bankAccountXid, use bank_account_xid",
    "limit=5, limit, use per_page",
    "page_size=5, page_size, use per_page",
    "sort=asc, sort, does not exist here: the newest comes first",
    "sort%5Bcreated_at%5D=asc, sort[created_at], does not exist here: the newest comes first",
    "type=in, type, use transfer_type",
    "bank_id=MB, bank_id, use brand_name",
    "search=DH1, search, use q",
    "colour=red, colour, 'is unknown; the fields are page, per_page, company_xid,"
        + " bank_account_xid, brand_name, transaction_date, start_transaction_date,"
        + " end_transaction_date, transfer_type, webhook_success, q'"
  })
  void TX_03_in_a_request_that_is_not_as_documented_are_400(
      String query, String field, String problem) throws IOException {
    JsonNode messages = json(get("/v1/transaction?" + query), 400).get("messages");
    assertThat(messages.get(field).asText()).isEqualTo(problem);
  }

  @Test
  void TX_10_an_amount_with_many_digits_stays_as_it_is() {
    WebhookInbox inbox = hub.control().ipns().inbox();
    String amount = "\"amount\":12345678901234567.89,";
    HttpResponse created = post(VALID.replace("\"amount\":50000,", amount));
    assertThat(new String(created.body(), UTF_8)).contains(amount);
    assertThat(inbox.awaitIpn().amount()).isEqualTo("12345678901234567.89");
    assertThat(new String(inbox.received().get(0).body(), UTF_8)).contains(amount);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "create", "a%2Fb", "%E1%BA%A1", "%20", "%0A"})
  void TX_09_that_do_not_exist_are_404(String id) throws IOException {
    assertThat(json(get("/v1/transaction/" + id), 404).get("message").asText())
        .isEqualTo("Giao dịch không tồn tại");
  }

  @Test
  void TX_10_are_simulated_with_the_documented_response() throws IOException {
    JsonNode body = json(post(VALID), 200);
    JsonNode data = body.get("data");
    assertThat(body.toString())
        .isEqualTo(
            "{\"code\":201,\"message\":\"Đã tạo giao dịch thành công.\",\"data\":"
                + "{\"transaction_id\":\"%s\",\"reference_number\":\"%s\","
                    .formatted(
                        data.get("transaction_id").asText(), data.get("reference_number").asText())
                + "\"transaction_date\":\"2026-01-31 10:30:00\",\"amount\":50000,"
                + "\"transfer_type\":\"credit\",\"accumulated\":0}}");
    assertThat(ids(json(get("/v1/transaction"), 200)))
        .isEqualTo(data.get("transaction_id").asText());
  }

  @ParameterizedTest
  @CsvSource({"credit, credit, in", "in, credit, in", "debit, debit, out", "out, debit, out"})
  void C5_are_simulated_in_both_spellings(String sent, String created, String listed)
      throws IOException {
    JsonNode body = json(post(VALID.replace("credit", sent)), 200);
    assertThat(body.at("/data/transfer_type").asText()).isEqualTo(created);
    assertThat(json(get("/v1/transaction"), 200).at("/data/0/transfer_type").asText())
        .isEqualTo(listed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"amount\":50000,`            | ``                       | amount | is required: a number"
            + " of đồng",
        "50000 | -1        | amount | must be a number of đồng, 0 or more, and no text",
        "50000 | \"50000\" | amount | must be a number of đồng, 0 or more, and no text",
        "50000 | 1e31      | amount | must be a number of đồng, 0 or more, and no text",
        "50000 | 1e999     | amount | must be a number of đồng, 0 or more, and no text",
        "50000 | null      | amount | must not be null: leave the field out",
        "`\"credit\"` | `\"CREDIT\"` | transfer_type | must be credit or debit or in or out",
        "`\"DH1\"` | `\" \"` | transaction_content | is required and must not be blank",
        "`\"ba-1\"` | 7 | bank_account_xid | must be a string",
        "bank_account_xid | account_id | account_id | use bank_account_xid",
        "transfer_type | type | type | use transfer_type",
        "transaction_content | content | content | use transaction_content"
      })
  void TX_11_in_a_request_that_is_not_as_documented_are_400(
      String part, String other, String field, String problem) throws IOException {
    JsonNode messages = json(post(VALID.replace(part, other)), 400).get("messages");
    assertThat(messages.get(field).asText()).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource({"OBSERVED, 400", "DOCUMENTED, 404"})
  void TX_12_of_an_account_that_is_not_linked_are_rejected(ErrorStyle style, int status)
      throws IOException {
    hub.control().errorStyle(style);
    assertThat(json(post(VALID.replace("ba-1", "nobody")), status)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OBSERVED", "DOCUMENTED"})
  void TX_13_are_not_simulated_under_the_rules_of_production(ErrorStyle style) throws IOException {
    hub = filled(InMemoryBankHub.builder().environment(BankHubEnvironment.PRODUCTION).build());
    hub.control().errorStyle(style);
    JsonNode body = json(post(VALID), 403);
    assertThat(body.get("hint").asText())
        .isEqualTo("only the sandbox simulates transactions; this hub has other rules");
    assertThat(ids(json(get("/v1/transaction"), 200))).isEmpty();
  }

  @Test
  void end_with_a_reset() throws IOException {
    add("1", credit(MB_BANK, "50000", "DH1"));
    hub.control().reset();
    filled(hub);
    assertThat(ids(json(get("/v1/transaction"), 200))).isEmpty();
  }

  @Test
  void are_the_last_ones_of_their_account() throws IOException {
    assertThat(json(get("/v1/bank-account/ba-1"), 200).at("/data/last_transaction").asText())
        .isEmpty();
    add("1", credit(MB_BANK, "50000", "DH1"));
    add("2", credit(MB_BANK, "50000", "DH2"));
    add("3", credit(ACB, "50000", "DH3"));
    assertThat(json(get("/v1/bank-account/ba-1"), 200).at("/data/last_transaction").asText())
        .isEqualTo("2026-02-01 10:30:00");
  }

  @Test
  void cannot_be_added_with_an_id_that_is_taken_or_for_an_unknown_account() {
    add("1", credit(MB_BANK, "50000", "DH1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add("1", credit(MB_BANK, "50000", "DH1")))
        .withMessage("there is a transaction 1 already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> add("2", credit(new BankAccountXid("nobody"), "50000", "DH1")))
        .withMessage("there is no bank account nobody");
  }

  /** Adds a transaction, and advances the clock by a day. */
  private void add(String id, SimulatedTransaction transaction) {
    hub.control().addTransaction(new TransactionId(id), transaction);
    hub.control().clock().advance(Duration.ofDays(1));
    hub.control().addAccessToken("t0k3n");
  }

  private static SimulatedTransaction credit(
      BankAccountXid account, String amount, String content) {
    return SimulatedTransaction.credit(account, new BigDecimal(amount), content);
  }

  @Test
  void a_misspelled_filter_selects_everything_if_unknown_fields_are_ignored() throws IOException {
    hub.control().addTransaction(new TransactionId("t-1"), credit(MB_BANK, "50000", "DH1"));
    hub.control().addTransaction(new TransactionId("t-2"), credit(ACB, "50000", "DH2"));
    json(get("/v1/transaction?account_id=ba-1"), 400);
    hub.control().ignoreUnknownFields(true);
    assertThat(ids(json(get("/v1/transaction?account_id=ba-1"), 200))).isEqualTo("t-2 t-1");
    json(get("/v1/transaction?account_id=ba-1&per_page=many"), 400);
  }

  @Test
  void an_unknown_field_of_a_body_changes_nothing_if_unknown_fields_are_ignored()
      throws IOException {
    String more = VALID.replace("{", "{\"memo\":\"DH2\",");
    json(post(more), 400);
    hub.control().ignoreUnknownFields(true);
    json(post(more), 200);
    json(post("{\"memo\":\"DH2\"}"), 400);
  }

  private static String ids(JsonNode body) {
    return String.join(
        " ",
        StreamSupport.stream(body.get("data").spliterator(), false)
            .map(one -> one.get("transaction_id").asText())
            .toList());
  }

  private HttpResponse get(String path) {
    return send("GET", path, "");
  }

  private HttpResponse post(String body) {
    return send("POST", "/v1/transaction/create", body);
  }

  private HttpResponse send(String method, String path, String body) {
    Map<String, List<String>> headers =
        Map.of(
            "Authorization", List.of("Bearer t0k3n"), "Content-Type", List.of("application/json"));
    return BankHubHttpHandler.of(hub, BASE)
        .handle(new HttpRequest(method, URI.create(BASE + path), headers, body.getBytes(UTF_8)));
  }

  private static JsonNode json(HttpResponse response, int status) throws IOException {
    JsonNode body = new JsonMapper().readTree(response.body());
    assertThat(response.status()).as(body.toString()).isEqualTo(status);
    return body;
  }
}
