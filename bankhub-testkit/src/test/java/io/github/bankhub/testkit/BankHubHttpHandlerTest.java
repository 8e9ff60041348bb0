package io.github.bankhub.testkit;

import static io.github.bankhub.domain.operation.Operation.CREATE_ACCESS_TOKEN;
import static io.github.bankhub.domain.operation.Operation.CREATE_LINK_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.routes.RequestJournal;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankHubHttpHandlerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final URI BASE = URI.create("http://127.0.0.1:4711");
  private static final String ANY_ACCOUNT = Samples.BANK_ACCOUNT.value();

  private InMemoryBankHub hub = InMemoryBankHub.create();
  private BankHubHttpHandler handler = BankHubHttpHandler.of(hub, BASE);

  BankHubHttpHandlerTest() {
    hub.control().addSamples();
  }

  private static final String EVERY_PATH =
      Arrays.stream(Operation.values())
          .map(Operation::toString)
          .collect(Collectors.joining(", ", "the paths are ", ""));

  @Nested
  class The_token_path {

    @Test
    void AT_01_responds_with_201_and_a_flat_token_and_ttl() {
      HttpResponse response = token(basic(hub.control().credentials()));
      assertThat(response.status()).isEqualTo(201);
      assertThat(response.headers())
          .containsExactly(Map.entry("Content-Type", List.of("application/json; charset=utf-8")));
      JsonNode body = json(response);
      assertThat(body.fieldNames()).toIterable().containsExactly("code", "access_token", "ttl");
      assertThat(body.get("code").asInt()).isEqualTo(201);
      assertThat(body.get("access_token").asText()).matches("[0-9a-f]{40}");
      assertThat(body.get("ttl").isIntegralNumber()).isTrue();
      assertThat(body.get("ttl").asLong()).isEqualTo(60_000);
    }

    @Test
    void AT_01_returns_a_lifetime_that_exceeds_an_int() {
      hub.control().accessTokenLifetime(Duration.ofDays(36_500));
      assertThat(json(token(basic(hub.control().credentials()))).get("ttl").asLong())
          .isEqualTo(3_153_600_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "grant_type=client_credentials"})
    void accepts_any_body_of_any_type(String body) {
      Map<String, List<String>> headers = new TreeMap<>();
      headers.put("authorization", List.of(basic(hub.control().credentials())));
      headers.put("content-type", List.of("application/x-www-form-urlencoded"));
      assertThat(send("POST", "/v1/token", headers, body).status()).isEqualTo(201);
    }

    @Test
    void accepts_the_scheme_in_any_case() {
      String lower = basic(hub.control().credentials()).replace("Basic", "BASIC");
      assertThat(token(lower).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"Basic", "Basic ", "Basic ***", "Basic bm9jb2xvbg==", "Basic Og==", "Bearer x"})
    void AT_06_rejects_malformed_credentials_with_401(String authorization) {
      assertUnauthenticated(token(authorization));
    }

    @Test
    void AT_06_rejects_wrong_credentials_with_401() {
      String id = hub.control().credentials().clientId();
      assertUnauthenticated(token(basic(ClientCredentials.of(id, "wrong"))));
      assertUnauthenticated(send("POST", "/v1/token", Map.of(), ""));
    }

    @Test
    void the_hint_names_the_credentials_that_the_path_needs() {
      assertThat(hint(send("POST", "/v1/token", Map.of(), "")))
          .isEqualTo("send the client id and client secret by HTTP Basic");
      assertThat(hint(send("GET", "/v1/bank-account", Map.of(), "")))
          .startsWith("send an access token");
    }

    @Test
    void the_hint_says_that_the_credentials_are_unknown() {
      Map<String, List<String>> wrong = Map.of("Authorization", List.of("Bearer wrong"));
      assertThat(hint(token(basic(ClientCredentials.of("id", "wrong")))))
          .startsWith("no client has this id and secret");
      assertThat(hint(send("GET", "/v1/bank-account", wrong, "")))
          .startsWith("the access token is unknown or has expired");
    }
  }

  @Nested
  class The_create_path {

    @Test
    void LT_25_accepts_the_curl_sample_unchanged() {
      assertCreated(
          """
          {"company_xid":"d0424f2d-8a2c-4d55-aeed-a5ad9955f6a2","purpose":"LINK_BANK_ACCOUNT","completion_redirect_uri":"http://example.com","is_mobile_app":0,"language":"vi","bank_account_xid":"52930e2b-c38b-4cd1-b2a2-9ddcdc603104"}\
          """);
    }

    @Test
    void LT_25_accepts_the_link_sample_unchanged() {
      assertCreated(
          """
          {
          "company_xid": "d3dafd01-e06b-11f0-b29e-52c7e9b4f41b",
          "purpose": "LINK_BANK_ACCOUNT",
          "completion_redirect_uri": "https://yourapp.com/success"
          }\
          """);
    }

    @Test
    void LT_25_accepts_the_unlink_sample_unchanged() {
      assertCreated(
          """
          {
          "company_xid": "d3dafd01-e06b-11f0-b29e-52c7e9b4f41b",
          "purpose": "UNLINK_BANK_ACCOUNT",
          "bank_account_xid": "f414b73c-eebe-11f0-b16e-52c7e9b4f41b",
          "completion_redirect_uri": "https://yourapp.com/unlinked"
          }\
          """);
    }

    @Test
    void LT_11_responds_with_four_flat_fields() {
      JsonNode body = json(create(link("")));
      assertThat(body.fieldNames())
          .toIterable()
          .containsExactly("xid", "hosted_link_url", "link_token", "expires_at");
      assertThat(body.get("hosted_link_url").asText())
          .isEqualTo(BASE + "/link/" + body.get("xid").asText());
      assertThat(body.get("link_token")).isNotEqualTo(body.get("xid"));
      assertThat(body.get("expires_at").asText()).isEqualTo("2026-01-31 11:00:00");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'external_id':'order-7'",
          "'external_id':null",
          "'bank_account_xid':'unknown'",
          "'is_mobile_app':1",
          "'language':'en'",
          "'completion_redirect_uri':'HTTPS://example.com/?a=b'"
        })
    void accepts(String more) {
      assertThat(create(link(more)).status()).isEqualTo(201);
    }

    @Test
    void reports_all_wrong_fields_together() {
      assertThat(problems("{\"language\":\" \",\"is_mobile_app\":2}"))
          .containsOnlyKeys("company_xid", "purpose", "language", "is_mobile_app");
    }

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        delimiter = '|',
        value = {
          "company_xid             | ''             | is required and must not be blank",
          "company_xid             | 7              | must be a string",
          "company_xid             | null           | must not be null: leave the field out",
          "purpose                 | 'LINK'         | must be LINK_BANK_ACCOUNT or"
              + " UNLINK_BANK_ACCOUNT, in capitals",
          "purpose                 | 1              | must be LINK_BANK_ACCOUNT or"
              + " UNLINK_BANK_ACCOUNT, in capitals",
          "purpose                 | null           | must not be null: leave the field out",
          "completion_redirect_uri | '/linked'      | must be an absolute URI whose scheme is http"
              + " or https",
          "completion_redirect_uri | 'a b'          | must be an absolute URI whose scheme is http"
              + " or https",
          "completion_redirect_uri | 'ftp://a.b/c'  | must be an absolute URI whose scheme is http"
              + " or https",
          "completion_redirect_uri | 1              | must be an absolute URI whose scheme is http"
              + " or https",
          "completion_redirect_uri | null           | must not be null: leave the field out",
          "is_mobile_app           | '1'            | must be the number 0 (web) or 1 (mobile app)",
          "is_mobile_app           | true           | must be the number 0 (web) or 1 (mobile app)",
          "is_mobile_app           | 2              | must be the number 0 (web) or 1 (mobile app)",
          "is_mobile_app           | null           | must not be null: leave the field out",
          "language                | ''             | is required and must not be blank",
          "language                | 1              | must be a string",
          "language                | null           | must not be null: leave the field out",
          "bank_account_xid        | null           | must not be null: leave the field out",
          "lang                    | 'vi'           | use language",
          "redirect_url            | 'https://a.b'  | use completion_redirect_uri",
          "completionRedirectUri   | 'https://a.b'  | use completion_redirect_uri",
          "companyId               | 'x'            | use company_xid",
          "account_id              | 'x'            | use bank_account_xid",
          "workflow                | 'x'            | use purpose",
          "mobile                  | 1              | use is_mobile_app",
          "link_token              | 'x'            | is a field of the response, not of the"
              + " request",
          "webhook_url             | 'x'            | webhooks are set once for the merchant, not"
              + " with a link token",
          "api_key                 | 'x'            | credentials go to POST /v1/token, by HTTP"
              + " Basic; here only the access token is needed",
          "colour                  | 'x'            | is unknown; the fields are company_xid,"
              + " purpose, completion_redirect_uri, is_mobile_app, language, bank_account_xid"
        })
    void rejects_a_field_with_400_and_the_reason(String field, String value, String problem) {
      Map<String, String> fields = new TreeMap<>();
      fields.put("company_xid", "'" + Samples.COMPANY + "'");
      fields.put("purpose", "'LINK_BANK_ACCOUNT'");
      fields.put(field, value);
      String body = fields.toString().replaceAll("([a-zA-Z_]+)=", "'$1':").replace('\'', '"');
      assertThat(problems(body)).containsExactly(Map.entry(field, problem));
    }

    @Test
    void names_each_unknown_field_in_every_part_of_the_response() {
      HttpResponse response =
          create(link("'companyId':'x','redirect_url':'https://a.b','colour':1"));
      JsonNode body = json(response);
      assertThat(body.get("messages").fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("companyId", "redirect_url", "colour");
      for (String part : List.of("message", "hint")) {
        assertThat(body.get(part).asText())
            .contains("companyId: use company_xid", "redirect_url: use completion_redirect_uri")
            .contains("colour: is unknown; the fields are company_xid");
      }
      assertThat(body.get("message").asText()).startsWith("Validation error: ");
    }

    @Test
    void LT_05_rejects_unlinking_without_an_account() {
      assertThat(
              problems(
                  "{\"company_xid\":\"%s\",\"purpose\":\"UNLINK_BANK_ACCOUNT\"}"
                      .formatted(Samples.COMPANY)))
          .containsExactly(Map.entry("bank_account_xid", "is required and must not be blank"));
    }

    @Test
    void LT_07_rejects_http_redirects_in_production() {
      hub = InMemoryBankHub.builder().environment(BankHubEnvironment.PRODUCTION).build();
      hub.control().addSamples();
      handler = BankHubHttpHandler.of(hub, BASE);
      assertThat(create(link("'completion_redirect_uri':'https://a.b'")).status()).isEqualTo(201);
      assertThat(problems(link("'completion_redirect_uri':'http://a.b'")))
          .containsExactly(
              Map.entry(
                  "completion_redirect_uri", "must be an absolute URI whose scheme is https"));
    }

    @Test
    void LT_15_rejects_an_unknown_company_with_400_and_names_the_field() {
      assertThat(problems("{\"company_xid\":\"x\",\"purpose\":\"LINK_BANK_ACCOUNT\"}"))
          .containsExactly(
              Map.entry("company_xid", "Công ty không tồn tại hoặc không thuộc đơn vị của bạn"));
    }

    @Test
    void LT_15_says_where_to_find_a_company_that_exists() {
      HttpResponse response = create("{\"company_xid\":\"x\",\"purpose\":\"LINK_BANK_ACCOUNT\"}");
      assertThat(text(response)).contains("\"hint\":\"GET /v1/company lists the companies\"");
    }

    @Test
    void LT_16_rejects_another_companys_account_in_the_observed_shape() {
      HttpResponse response = create(unlink(Samples.CURL_COMPANY, ANY_ACCOUNT));
      assertThat(response.status()).isEqualTo(400);
      assertThat(text(response))
          .isEqualTo(
              "{\"status\":400,\"error\":400,\"messages\":{\"bank_account_xid\":\"Tài khoản ngân"
                  + " hàng không tồn tại hoặc không thuộc công ty này\"}}");
    }

    @Test
    void LT_16_rejects_another_companys_account_with_404_in_the_documented_shape() {
      hub.control().errorStyle(ErrorStyle.DOCUMENTED);
      HttpResponse response = create(unlink(Samples.CURL_COMPANY, ANY_ACCOUNT));
      assertThat(response.status()).isEqualTo(404);
      assertThat(text(response))
          .isEqualTo("{\"code\":404,\"message\":\"Not found\",\"errors\":null}");
    }

    @Test
    void LT_17_names_no_fields_in_the_documented_shape() {
      hub.control().errorStyle(ErrorStyle.DOCUMENTED);
      HttpResponse response = create("{}");
      assertThat(response.status()).isEqualTo(400);
      assertThat(text(response))
          .isEqualTo(
              "{\"code\":400,\"message\":\"Validation error: company_xid: is required and must not"
                  + " be blank; purpose: is required: LINK_BANK_ACCOUNT or UNLINK_BANK_ACCOUNT\","
                  + "\"errors\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{", "{}{}", "{\"a\":1,\"a\":2}"})
    void rejects_a_body_that_is_not_a_JSON_object(String body) {
      HttpResponse response = create(body);
      assertThat(response.status()).isEqualTo(400);
      assertThat(text(response))
          .isEqualTo(
              "{\"status\":400,\"error\":400,\"messages\":{\"error\":\"%1$s\"},\"message\":\"%1$s\",\"hint\":\"%2$s\"}"
                  .formatted(
                      "Validation error: the body must be one JSON object, each field given once",
                      "the body must be one JSON object, each field given once"));
    }

    @Test
    void rejects_another_content_type_with_a_hint() {
      Map<String, List<String>> headers = new TreeMap<>(bearer());
      assertThat(hint(send("POST", "/v1/link-token/create", headers, link(""))))
          .isEqualTo("send the header Content-Type: application/json");
      headers.put("Content-Type", List.of("text/plain"));
      assertThat(send("POST", "/v1/link-token/create", headers, link("")).status()).isEqualTo(400);
      headers.put("Content-Type", List.of("Application/JSON;charset=UTF-8"));
      assertThat(send("POST", "/v1/link-token/create", headers, link("")).status()).isEqualTo(201);
    }

    @Test
    void LT_18_rejects_a_token_that_is_missing_wrong_expired_or_given_twice() {
      Map<String, List<String>> good = bearer();
      String authorization = good.get("Authorization").get(0);
      assertUnauthenticated(createWith(Map.of()));
      assertUnauthenticated(createWith(Map.of("Authorization", List.of("Bearer wrong"))));
      assertUnauthenticated(
          createWith(Map.of("Authorization", List.of(basic(hub.control().credentials())))));
      assertUnauthenticated(
          createWith(Map.of("Authorization", List.of(authorization, authorization))));
      hub.control().clock().advance(Duration.ofMinutes(1000));
      assertUnauthenticated(createWith(good));
    }

    @Test
    void LT_18_accepts_a_token_until_its_last_second() {
      Map<String, List<String>> good = bearer();
      hub.control().clock().advance(Duration.ofSeconds(59_999));
      good = new TreeMap<>(good);
      good.put("Content-Type", List.of("application/json"));
      assertThat(send("POST", "/v1/link-token/create", good, link("")).status()).isEqualTo(201);
    }

    @Test
    void rejects_a_body_over_one_megabyte_with_413() {
      String body = link("'language':'" + "x".repeat(1 << 20) + "'");
      HttpResponse response = create(body);
      assertThat(response.status()).isEqualTo(413);
      assertThat(hint(response)).isEqualTo("a body has at most 1048576 bytes");
      assertThat(create(link("'language':'" + "x".repeat(1_000_000) + "'")).status())
          .isEqualTo(201);
    }
  }

  @Nested
  class Other_paths {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "POST   | /token                          | the path is exactly POST /v1/token",
          "POST   | /v1/token/                      | the path is exactly POST /v1/token",
          "POST   | //v1/token                      | the path is exactly POST /v1/token",
          "POST   | /link-token/create              | the path is exactly POST"
              + " /v1/link-token/create",
          "POST   | /v1/link-token                  | SePay creates link tokens at POST"
              + " /v1/link-token/create",
          "POST   | /v1/link-tokens                 | SePay creates link tokens at POST"
              + " /v1/link-token/create",
          "POST   | /v2/link-token/create           | SePay creates link tokens at POST"
              + " /v1/link-token/create",
          "DELETE | /link-tokens/7                  | SePay revokes link tokens at POST"
              + " /v1/link-token/revoke",
          "POST   | /v2/link-token/revoke           | SePay revokes link tokens at POST"
              + " /v1/link-token/revoke",
          "GET    | /v1/link-token/7                | SePay returns a link token at POST"
              + " /v1/link-token/get",
          "POST   | /v2/link-token/get              | SePay returns a link token at POST"
              + " /v1/link-token/get",
          "POST   | /v1/oauth/token                 | SePay issues access tokens at POST /v1/token,"
              + " for HTTP Basic credentials",
          "GET    | /v1/bank-accounts               | SePay lists bank accounts at GET"
              + " /v1/bank-account, and returns one at GET /v1/bank-account/{xid}",
          "POST   | /v1/companies                   | SePay creates companies at POST"
              + " /v1/company/create",
          "PUT    | /v1/companies/7                 | SePay changes companies at POST"
              + " /v1/company/edit/{xid}",
          "GET    | /v1/company/7/counter           | SePay counts the transactions of a company at"
              + " GET /v1/company/counter/{xid}",
          "POST   | /v1/sandbox/transaction         | SePay's sandbox simulates transactions at"
              + " POST /v1/transaction/create",
          "DELETE | /v1/bank-accounts/7             | a user unlinks an account on the hosted page"
              + " of a link token with purpose UNLINK_BANK_ACCOUNT",
          "GET    | /v1/virtual-account             | SePay returns virtual accounts in va_list, at"
              + " GET /v1/bank-account/{xid}",
          "GET    | /userapi/transactions/list      | userapi is an API of my.sepay.vn, which is"
              + " another product",
          "POST   | /v1/merchant-config/ipn         | SePay sets the address and the key of IPN by"
              + " hand; offline, the control does, at POST /_testkit/ipn",
          "GET    | /v1/merchant/counter            | SePay counts transactions at GET"
              + " /v1/merchant-config/counter",
          "GET    | /merchant/v1/company            | the path is exactly GET /v1/company",
          "GET    | /merchant/v1/bankAccount        | SePay lists bank accounts at GET"
              + " /v1/bank-account, and returns one at GET /v1/bank-account/{xid}"
        })
    void respond_with_404_and_a_hint(String method, String path, String hint) {
      HttpResponse response = send(method, path, Map.of(), "");
      assertThat(response.status()).isEqualTo(404);
      assertThat(hint(response)).isEqualTo(hint);
      assertThat(hub.control().journal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"companies, company", "transactions, transaction"})
    void name_a_list_and_its_objects(String objects, String name) {
      String list = "GET /v1/" + name;
      String id = name.equals("company") ? "/{xid}" : "/{transaction_id}";
      assertThat(hint(send("GET", "/v2/" + objects, Map.of(), "")))
          .isEqualTo(
              "SePay lists %s at %s, and returns one at %s%s".formatted(objects, list, list, id));
    }

    @Test
    void respond_with_the_paths_of_all_operations_if_nothing_is_similar() {
      HttpResponse response = send("GET", "/favicon.ico", Map.of(), "");
      assertThat(response.status()).isEqualTo(404);
      assertThat(hint(response))
          .startsWith("the paths are POST /v1/token, POST /v1/link-token/create, ")
          .isEqualTo(EVERY_PATH);
      assertThat(hub.control().journal()).isEmpty();
    }

    @Test
    void respond_in_the_configured_error_style() {
      hub.control().errorStyle(ErrorStyle.DOCUMENTED);
      assertThat(text(send("GET", "/x", Map.of(), "")))
          .isEqualTo(
              "{\"code\":404,\"message\":\"Not found: %1$s\",\"errors\":null,\"hint\":\"%1$s\"}"
                  .formatted(EVERY_PATH));
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/token, POST", "PUT, /v1/link-token/create, POST", "POST, /, 'GET, HEAD'"})
    void reject_other_methods_with_405_and_list_those_they_accept(
        String method, String path, String allowed) {
      HttpResponse response = send(method, path, Map.of(), "");
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.headers()).containsEntry("Allow", List.of(allowed));
      assertThat(hint(response)).isEqualTo("use " + allowed);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "POST   | /v1/company        | use GET; SePay creates companies at POST"
              + " /v1/company/create",
          "PATCH  | /v1/company/7      | use GET; SePay changes companies at POST"
              + " /v1/company/edit/{xid}",
          "POST   | /v1/transaction    | use GET; SePay's sandbox simulates transactions at POST"
              + " /v1/transaction/create",
          "DELETE | /v1/bank-account/7 | use GET; a user unlinks an account on the hosted page of a"
              + " link token with purpose UNLINK_BANK_ACCOUNT",
          "DELETE | /v1/webhook        | use GET, POST; POST /v1/webhook with active 0 switches the"
              + " webhook off"
        })
    void name_the_path_that_a_method_was_meant_for(String method, String path, String hint) {
      HttpResponse response = send(method, path, Map.of(), "");
      assertThat(response.status()).isEqualTo(405);
      assertThat(hint(response)).isEqualTo(hint);
    }

    @Test
    void include_a_root_that_describes_the_hub() {
      HttpResponse response = send("GET", "/", Map.of(), "");
      assertThat(response.status()).isEqualTo(200);
      assertThat(json(response).get("name").asText()).contains("offline");
      HttpResponse head = send("HEAD", "/", Map.of(), "");
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers()).isEqualTo(response.headers());
      assertThat(head.body()).isEmpty();
    }

    @Test
    void have_no_body_for_HEAD() {
      HttpResponse response = send("HEAD", "/v1/token", Map.of(), "");
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void a_bug_in_the_testkit_is_a_response_with_500() {
    // A null among the headers is against the contract, and stands for any fault.
    Map<String, List<String>> broken = new HashMap<>();
    broken.put("Authorization", null);
    try (ExpectedLog log = ExpectedLog.of(BankHubHttpHandler.class, RequestJournal.class)) {
      HttpResponse response = send("POST", "/v1/token", broken, "");
      assertThat(response.status()).isEqualTo(500);
      assertThat(hint(response)).isEqualTo("java.lang.NullPointerException, a bug in the testkit");
      assertThat(log.messages()).contains("The offline Bank Hub failed");
    }
  }

  @Test
  void every_call_is_in_the_journal_with_its_status() {
    token("Basic x");
    create(link(""));
    create("{");
    assertThat(hub.control().journal())
        .extracting(JournalEntry::operation, JournalEntry::status)
        .containsExactly(
            tuple(CREATE_ACCESS_TOKEN, 401),
            tuple(CREATE_ACCESS_TOKEN, 201),
            tuple(CREATE_LINK_TOKEN, 201),
            tuple(CREATE_ACCESS_TOKEN, 201),
            tuple(CREATE_LINK_TOKEN, 400));
  }

  @Test
  void toString_of_a_request_shows_its_path_without_control_characters() {
    URI forged = URI.create("/v1/a%0D%0Aforged%1B");
    assertThat(new HttpRequest("GET", forged, bearer(), new byte[0]))
        .hasToString("HttpRequest[GET /v1/a%0D%0Aforged%1B, 0 bytes]");
  }

  @Test
  void LT_24_toString_of_requests_and_responses_shows_no_secret() {
    HttpRequest request =
        new HttpRequest("POST", URI.create("/v1/token?secret=1"), bearer(), new byte[] {1, 2});
    assertThat(request).hasToString("HttpRequest[POST /v1/token, 2 bytes]");
    assertThat(token("Basic x")).asString().matches("HttpResponse\\[401, [0-9]+ bytes]");
  }

  private void assertCreated(String sample) {
    assertThat(create(sample).status()).isEqualTo(201);
  }

  private void assertUnauthenticated(HttpResponse response) {
    assertThat(response.status()).isEqualTo(401);
    assertThat(text(response))
        .matches("\\{\"code\":401,\"message\":\"Unauthenticated: (.+)\",\"hint\":\"\\1\"}");
  }

  private Map<String, String> problems(String body) {
    HttpResponse response = create(body);
    assertThat(response.status()).isEqualTo(400);
    Map<String, String> problems = new TreeMap<>();
    json(response)
        .get("messages")
        .properties()
        .forEach(field -> problems.put(field.getKey(), field.getValue().asText()));
    return problems;
  }

  private static String link(String more) {
    return ("{'company_xid':'"
            + Samples.COMPANY
            + "','purpose':'LINK_BANK_ACCOUNT'"
            + (more.isEmpty() ? "" : "," + more)
            + "}")
        .replace('\'', '"');
  }

  private static String unlink(CompanyXid company, String account) {
    return "{\"company_xid\":\"%s\",\"purpose\":\"UNLINK_BANK_ACCOUNT\",\"bank_account_xid\":\"%s\"}"
        .formatted(company, account);
  }

  private HttpResponse token(String authorization) {
    return send("POST", "/v1/token", Map.of("Authorization", List.of(authorization)), "");
  }

  private HttpResponse create(String body) {
    Map<String, List<String>> headers = new TreeMap<>(bearer());
    headers.put("Content-Type", List.of("application/json"));
    return send("POST", "/v1/link-token/create", headers, body);
  }

  private HttpResponse createWith(Map<String, List<String>> headers) {
    return send("POST", "/v1/link-token/create", headers, link(""));
  }

  private Map<String, List<String>> bearer() {
    String token = json(token(basic(hub.control().credentials()))).get("access_token").asText();
    return Map.of("Authorization", List.of("Bearer " + token));
  }

  private HttpResponse send(
      String method, String path, Map<String, List<String>> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return handler.handle(new HttpRequest(method, URI.create(BASE + path), headers, bytes));
  }

  private static String basic(ClientCredentials credentials) {
    String pair = credentials.clientId() + ":" + credentials.clientSecret().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String hint(HttpResponse response) {
    return json(response).get("hint").asText();
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text(response), e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
