package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import feign.Request;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateLinkTokenRequestTest {

  private static final CompanyXid COMPANY = new CompanyXid("d3dafd01-e06b-11f0-b29e-52c7e9b4f41b");

  private static final JsonMapper JSON = new JsonMapper();

  private final ScriptedClient client = new ScriptedClient();

  @Nested
  class The_request {

    @ParameterizedTest
    @CsvSource({
      "https://bankhub-api-sandbox.sepay.vn, https://bankhub-api-sandbox.sepay.vn",
      "https://gateway.example/bankhub/, https://gateway.example/bankhub",
    })
    void LT_01_goes_to_the_path_under_the_base_uri(String given, String base) {
      client.on("/bankhub" + CREATE, 201, CREATED).on(CREATE, 201, CREATED);
      client.on("/bankhub/v1/token", 201, "{\"access_token\": \"t\", \"ttl\": 60}");
      BankHubEnvironment environment = BankHubEnvironment.SANDBOX.withBaseUri(URI.create(given));
      client
          .builder(BankHubSettings.of(environment, ScriptedClient.CREDENTIALS))
          .build()
          .linkTokens()
          .create(LINK);

      Request request = client.sent(CREATE).get(0);
      assertThat(request.httpMethod()).isEqualTo(Request.HttpMethod.POST);
      assertThat(request.url()).isEqualTo(base + "/v1/link-token/create");
    }

    @Test
    void LT_02_carries_one_bearer_token_and_an_honest_user_agent() {
      client.on(CREATE, 201, CREATED).create();

      Request request = client.sent(CREATE).get(0);
      assertThat(header(request, "Authorization")).isEqualTo("Bearer s3cret-token");
      assertThat(header(request, "Content-Type")).isEqualTo("application/json");
      assertThat(header(request, "Accept")).isEqualTo("application/json");
      assertThat(header(request, "User-Agent")).matches("bankhub-java/\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void LT_02_carries_the_user_agent_of_the_caller() {
      client.on(CREATE, 201, CREATED);
      client
          .builder(ScriptedClient.settings().withUserAgent("shop/1.4"))
          .build()
          .linkTokens()
          .create(LINK);
      assertThat(client.sent("")).allMatch(sent -> header(sent, "User-Agent").equals("shop/1.4"));
    }

    @Test
    void LT_10_leaves_out_what_was_not_chosen() throws IOException {
      assertThat(sent(LinkTokenRequest.link(COMPANY)))
          .isEqualTo(
              json(
                  """
                  {"company_xid": "d3dafd01-e06b-11f0-b29e-52c7e9b4f41b",
                   "purpose": "LINK_BANK_ACCOUNT"}
                  """));
    }

    @Test
    void LT_25_is_the_first_sample_field_for_field() throws IOException {
      LinkTokenRequest request =
          LinkTokenRequest.link(new CompanyXid("d0424f2d-8a2c-4d55-aeed-a5ad9955f6a2"))
              .redirectTo("http://example.com")
              .on(Platform.WEB)
              .in(DisplayLanguage.VIETNAMESE)
              .withUncheckedField("bank_account_xid", "52930e2b-c38b-4cd1-b2a2-9ddcdc603104");
      assertThat(sent(request))
          .isEqualTo(
              json(
                  """
                  {"company_xid":"d0424f2d-8a2c-4d55-aeed-a5ad9955f6a2",\
                  "purpose":"LINK_BANK_ACCOUNT","completion_redirect_uri":"http://example.com",\
                  "is_mobile_app":0,"language":"vi",\
                  "bank_account_xid":"52930e2b-c38b-4cd1-b2a2-9ddcdc603104"}
                  """));
    }

    @Test
    void LT_25_is_the_second_sample_field_for_field() throws IOException {
      assertThat(sent(LinkTokenRequest.link(COMPANY).redirectTo("https://yourapp.com/success")))
          .isEqualTo(
              json(
                  """
                  {"company_xid": "d3dafd01-e06b-11f0-b29e-52c7e9b4f41b",
                   "purpose": "LINK_BANK_ACCOUNT",
                   "completion_redirect_uri": "https://yourapp.com/success"}
                  """));
    }

    @Test
    void LT_25_is_the_third_sample_field_for_field() throws IOException {
      BankAccountXid account = new BankAccountXid("f414b73c-eebe-11f0-b16e-52c7e9b4f41b");
      LinkTokenRequest request =
          LinkTokenRequest.unlink(COMPANY, account).redirectTo("https://yourapp.com/unlinked");
      assertThat(sent(request))
          .isEqualTo(
              json(
                  """
                  {"company_xid": "d3dafd01-e06b-11f0-b29e-52c7e9b4f41b",
                   "purpose": "UNLINK_BANK_ACCOUNT",
                   "bank_account_xid": "f414b73c-eebe-11f0-b16e-52c7e9b4f41b",
                   "completion_redirect_uri": "https://yourapp.com/unlinked"}
                  """));
    }

    @Test
    void sends_an_unchecked_field_in_place_of_the_documented_one() throws IOException {
      JsonNode body = sent(LinkTokenRequest.link(COMPANY).withUncheckedField("purpose", "RELINK"));
      assertThat(body.path("purpose").asText()).isEqualTo("RELINK");
      assertThat(new String(client.sent(CREATE).get(0).body(), UTF_8)).containsOnlyOnce("purpose");
    }

    private JsonNode sent(LinkTokenRequest request) throws IOException {
      client.on(CREATE, 201, CREATED).hub().linkTokens().create(request);
      return JSON.readTree(client.sent(CREATE).get(0).body());
    }

    private JsonNode json(String text) throws IOException {
      return JSON.readTree(text);
    }
  }

  @Nested
  class The_response {

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void C3_LT_11_may_have_any_status_of_success(int status) {
      LinkToken token = client.on(CREATE, status, CREATED).create();
      assertThat(token.xid().value()).isEqualTo("lt-1");
      assertThat(token.secret().reveal()).isEqualTo("s3cret-of-link");
      assertThat(token.hostedLink().uri())
          .hasToString("https://bankhub.sepay.vn/link/lt-1?k=hidden");
      assertThat(token.expiry().instant()).contains(Instant.parse("2026-01-31T03:30:00Z"));
    }

    @Test
    void LT_11_may_stand_in_a_data_wrapper_among_unknown_fields() {
      String body = "{\"code\": 201, \"data\": " + CREATED.replace("}", ", \"new\": [1]}") + "}";
      assertThat(client.on(CREATE, 201, body).create()).isEqualTo(plain());
    }

    @Test
    void LT_12_is_read_in_a_configured_zone() {
      client.on(CREATE, 201, CREATED);
      LinkToken token =
          client
              .builder(ScriptedClient.settings().withZone(ZoneOffset.UTC))
              .build()
              .linkTokens()
              .create(LINK);
      assertThat(token.expiry().instant()).contains(Instant.parse("2026-01-31T10:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xid", "hosted_link_url", "link_token"})
    void LT_14_names_the_field_that_is_missing(String field) {
      client.on(CREATE, 201, CREATED.replace('"' + field + '"', "\"other\""));
      MalformedResponseException failure = client.failure(MalformedResponseException.class);
      assertThat(failure).hasMessageContaining(field).hasMessageContaining("HTTP 201");
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "''                | the body is empty",
          "null              | not a JSON object",
          "[1]               | not a JSON object",
          "'{\"xid\": '      | not JSON",
          "<html>hello</html>| not JSON",
          "{\"xid\": {}}     | xid is missing or cannot be read",
          "{\"hosted_link_url\": \"no address\", \"xid\": \"x\", \"link_token\": \"t\"}"
              + "| hosted_link_url",
        })
    void LT_14_says_what_was_wrong_with_it(String body, String problem) {
      client.on(CREATE, 201, body == null ? "null" : body);
      assertThat(client.failure(MalformedResponseException.class)).hasMessageContaining(problem);
    }

    @Test
    void LT_14_may_be_no_content_at_all() {
      client.on(CREATE, 204, "");
      assertThat(client.failure(MalformedResponseException.class)).hasMessageContaining("HTTP 204");
    }

    @Test
    void LT_14_is_malformed_if_it_is_larger_than_the_limit() {
      client.on(CREATE, 201, " ".repeat(2 << 20) + CREATED);
      assertThat(client.failure(MalformedResponseException.class))
          .hasMessageContaining("larger than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tomorrow\"", "\"\"", "null", "-1769830200", "{}", "[1]"})
    void LT_14_keeps_the_link_if_the_expiry_cannot_be_read(String expiry) {
      LinkToken token =
          client.on(CREATE, 201, CREATED.replace("\"2026-01-31 10:30:00\"", expiry)).create();
      assertThat(token.hostedLink()).isEqualTo(plain().hostedLink());
      assertThat(token.expiry().instant()).isEmpty();
      assertThat(token.expiry().text()).isEqualTo(expiry.replaceAll("\"|null", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1769830200", "\"2026-01-31T10:30:00+07:00\""})
    void LT_12_reads_an_expiry_in_the_other_forms_of_SePay(String expiry) {
      LinkToken token =
          client.on(CREATE, 201, CREATED.replace("\"2026-01-31 10:30:00\"", expiry)).create();
      assertThat(token.expiry().instant()).isEqualTo(plain().expiry().instant());
      assertThat(token.expiry().text()).isEqualTo(expiry.replace("\"", ""));
    }

    private static LinkToken plain() {
      return new ScriptedClient().on(CREATE, 201, CREATED).create();
    }
  }
}
