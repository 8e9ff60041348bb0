package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with ids: link tokens and bank accounts. */
class IdRequestsTest {

  private static final URI BASE = URI.create("http://127.0.0.1:1");
  private static final CompanyXid COMPANY = new CompanyXid("company-1");
  private static final SandboxAccount MB_BANK = SandboxAccount.of("MBBank", "0123456789");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler = BankHubHttpHandler.of(hub, BASE);

  @BeforeEach
  void fill() {
    hub.control().addAccessToken("t0k3n");
    hub.control().addCompany(COMPANY, "CONG TY TNHH ABC");
    hub.control().addLinkToken(new LinkTokenXid("lt-1"), new LinkTokenSecret("s3cret"), COMPANY);
  }

  @Nested
  class A_link_token {

    @Test
    void LI_02_is_returned_flat_with_every_documented_field() throws IOException {
      JsonNode body = json(post("/v1/link-token/get", "{\"link_token\": \"s3cret\"}"), 200);

      assertThat(body.fieldNames())
          .toIterable()
          .containsExactly(
              "xid",
              "purpose",
              "status",
              "completion_redirect_uri",
              "is_mobile_app",
              "language",
              "session_count",
              "created_at",
              "updated_at",
              "expires_at",
              "company",
              "sessions",
              "events");
      assertThat(body.get("status").asText()).isEqualTo("Active");
      assertThat(body.get("created_at").asText()).isEqualTo("2026-01-31 10:30:00");
      assertThat(body.get("company").toString())
          .isEqualTo(
              "{\"full_name\":\"CONG TY TNHH ABC\",\"status\":\"Active\",\"xid\":\"company-1\"}");
      assertThat(body.at("/events/0/name").asText()).isEqualTo("LINK_TOKEN_CREATED");
      assertThat(body.at("/events/0/metadata/link_token_xid").asText()).isEqualTo("lt-1");
    }

    @Test
    void LR_01_is_revoked_with_the_documented_message() throws IOException {
      assertThat(json(revoke("lt-1"), 200).toString())
          .isEqualTo("{\"message\":\"Liên kết đã được thu hồi thành công\"}");
    }

    @ParameterizedTest
    @CsvSource({"get, link_token", "revoke, link_token_xid"})
    void LI_03_that_does_not_exist_is_404_in_one_shape_whatever_the_style(String path, String field)
        throws IOException {
      for (ErrorStyle style : ErrorStyle.values()) {
        hub.control().errorStyle(style);
        JsonNode body =
            json(post("/v1/link-token/" + path, "{\"%s\": \"none\"}".formatted(field)), 404);
        assertThat(body.fieldNames())
            .toIterable()
            .containsExactly("code", "message", "status", "error");
      }
    }

    @Test
    void LR_03_that_is_revoked_already_is_404_with_a_hint() throws IOException {
      revoke("lt-1");
      assertThat(json(revoke("lt-1"), 404).get("hint").asText())
          .isEqualTo("it is there, but revoked already");
    }

    @ParameterizedTest
    @CsvSource({
      "get, link_token, lt-1, this is the xid; use the link_token of the same response",
      "revoke, link_token_xid, s3cret, this is the link_token; use the xid of the same response"
    })
    void LI_03_that_is_requested_by_its_other_id_is_404_with_a_hint(
        String path, String field, String value, String hint) throws IOException {
      JsonNode body =
          json(post("/v1/link-token/" + path, "{\"%s\": \"%s\"}".formatted(field, value)), 404);
      assertThat(body.get("hint").asText()).isEqualTo(hint);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}                                    | is required",
          "{\"link_token\": null}                | must be a string",
          "{\"link_token\": 7}                   | must be a string",
          "{\"link_token\": \"\"}                | must be 1 to 100 letters",
          "{\"link_token\": \"a b\"}             | must be 1 to 100 letters",
          "{\"link_token\": \"x\", \"xid\": \"\"}| use link_token, and no other field"
        })
    void LI_03_in_a_request_that_is_not_as_documented_is_400(String body, String problem)
        throws IOException {
      assertThat(json(post("/v1/link-token/get", body), 400).get("messages").toString())
          .contains(problem);
    }

    @Test
    void LT_02_needs_an_access_token() {
      for (String path : List.of("get", "revoke")) {
        assertThat(send("POST", "/v1/link-token/" + path, Map.of(), "{}").status()).isEqualTo(401);
      }
    }

    private HttpResponse revoke(String xid) {
      return post("/v1/link-token/revoke", "{\"link_token_xid\": \"%s\"}".formatted(xid));
    }
  }

  @Nested
  class Bank_accounts {

    @Test
    void BA_04_are_listed_with_every_documented_field() throws IOException {
      hub.control().addBankAccount(new BankAccountXid("ba-1"), COMPANY, MB_BANK);
      assertThat(json(get("/v1/bank-account"), 200).toString())
          .isEqualTo(
              "{\"data\":[{\"xid\":\"ba-1\",\"company_xid\":\"company-1\",\"brand_name\":\"MBBank\",\"account_holder_name\":\"NGUYEN"
                  + " VAN A\",\"account_number\":\"0123456789\","
                  + "\"accumulated\":\"0\",\"bank_api_connected\":\"1\",\"active\":\"1\",\"last_transaction\":\"\",\"created_at\":\"2026-01-31"
                  + " 10:30:00\",\"updated_at\":\"2026-01-31"
                  + " 10:30:00\",\"account_type\":\"individual\"}],"
                  + "\"meta\":{\"per_page\":20,\"total\":1,\"has_more\":false,\"current_page\":1,"
                  + "\"page_count\":1}}");
    }

    @Test
    void BA_07_are_returned_one_by_one_with_every_documented_field() throws IOException {
      hub.control().addBankAccount(new BankAccountXid("a+b c"), COMPANY, MB_BANK);
      JsonNode data = json(get("/v1/bank-account/a%2Bb%20c"), 200).get("data");
      assertThat(data.get("xid").asText()).isEqualTo("a+b c");
      assertThat(data.get("identification_number").asText()).isEqualTo("001234567890");
      assertThat(data.get("phone_number").asText()).isEqualTo("0000000001");
      assertThat(data.get("va_list").toString()).isEqualTo("[]");
      assertThat(data.has("account_type")).isFalse();
    }

    @Test
    void BA_04_of_a_business_are_of_the_type_enterprise() throws IOException {
      hub.control().addBankAccount(COMPANY, SandboxAccount.of("MBBank", "5555666677"));
      assertThat(json(get("/v1/bank-account"), 200).at("/data/0/account_type").asText())
          .isEqualTo("enterprise");
    }

    @ParameterizedTest
    @CsvSource({
      "'', 36, 20",
      "?page=2, 36, 16",
      "?page=3, 36, 0",
      "?page=999999999&per_page=100, 36, 0",
      "?per_page=100&, 36, 36",
      "?company_xid=company-1, 36, 20",
      "?company_xid=nobody, 0, 0",
      "?bank_id=mbbank, 6, 6",
      "?q=cong+ty+tnhh+abc, 1, 1",
      "?q=4567, 4, 4",
      "?q=4567&bank_id=ACB, 1, 1"
    })
    void BA_02_are_filtered_by_every_documented_field(String query, int total, int size)
        throws IOException {
      SandboxAccount.all().forEach(account -> hub.control().addBankAccount(COMPANY, account));
      JsonNode body = json(get("/v1/bank-account" + query), 200);
      assertThat(body.at("/meta/total").asInt()).isEqualTo(total);
      assertThat(body.get("data")).hasSize(size);
    }

    @ParameterizedTest
    @CsvSource({
      "page=0, page, must be a whole number from 1",
      "page=x, page, must be a whole number from 1",
      "per_page=101, per_page, must be a whole number from 1 to 100",
      "per_page=, per_page, must be a whole number from 1 to 100",
      "limit=5, limit, use per_page",
      "customer_id, customer_id, 'is unknown; the fields are page, per_page, company_xid, bank_id,"
          + " q'"
    })
    void BA_03_in_a_request_that_is_not_as_documented_are_400(
        String query, String field, String problem) throws IOException {
      JsonNode messages = json(get("/v1/bank-account?" + query), 400).get("messages");
      assertThat(messages.get(field).asText()).isEqualTo(problem);
    }

    @Test
    void BA_02_accept_each_field_once() throws IOException {
      assertThat(json(get("/v1/bank-account?page=1&page=2"), 400).get("hint").asText())
          .contains("once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a%2Fb", "%E1%BA%A1", "%20", "%0A"})
    void BA_09_that_do_not_exist_are_404(String xid) throws IOException {
      assertThat(json(get("/v1/bank-account/" + xid), 404).get("message").asText())
          .isEqualTo("Tài khoản ngân hàng không tồn tại");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/bank-account", "/v1/bank-account/ba-1"})
    void BA_01_need_GET_and_an_access_token(String path) {
      HttpResponse rejected = post(path, "{}");
      assertThat(rejected.status()).isEqualTo(405);
      assertThat(rejected.headers()).containsEntry("Allow", List.of("GET"));
      assertThat(send("GET", path, Map.of(), "").status()).isEqualTo(401);
    }
  }

  @Nested
  class Adding_a_link_token {

    @Test
    void is_rejected_if_it_exists_or_its_company_does_not() {
      List<String> problems = new ArrayList<>();
      for (String[] one :
          List.of(
              new String[] {"lt-1", "other", "company-1"},
              new String[] {"lt-2", "s3cret", "company-1"},
              new String[] {"lt-2", "other", "company-2"})) {
        try {
          hub.control()
              .addLinkToken(
                  new LinkTokenXid(one[0]), new LinkTokenSecret(one[1]), new CompanyXid(one[2]));
        } catch (IllegalArgumentException e) {
          problems.add(e.getMessage());
        }
      }
      assertThat(problems)
          .containsExactly(
              "there is a link token lt-1 already",
              "there is a link token with this secret already",
              "there is no company company-2");
    }
  }

  private HttpResponse get(String path) {
    return send("GET", path, Map.of("Authorization", List.of("Bearer t0k3n")), "");
  }

  private HttpResponse post(String path, String body) {
    Map<String, List<String>> headers =
        Map.of(
            "Authorization", List.of("Bearer t0k3n"), "Content-Type", List.of("application/json"));
    return send("POST", path, headers, body);
  }

  private HttpResponse send(
      String method, String path, Map<String, List<String>> headers, String body) {
    return handler.handle(
        new HttpRequest(method, URI.create(BASE + path), headers, body.getBytes(UTF_8)));
  }

  private static JsonNode json(HttpResponse response, int status) throws IOException {
    assertThat(response.status()).isEqualTo(status);
    return new JsonMapper().readTree(response.body());
  }
}
