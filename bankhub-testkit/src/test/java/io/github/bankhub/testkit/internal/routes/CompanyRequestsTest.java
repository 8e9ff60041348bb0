package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that create and change companies. */
class CompanyRequestsTest {

  private static final CompanyXid COMPANY = new CompanyXid("company-1");
  private static final String EDIT = "/v1/company/edit/company-1";

  private final InMemoryBankHub hub =
      InMemoryBankHub.builder()
          .data(
              control -> {
                control.addAccessToken("t0k3n");
                control.addCompany(COMPANY, "CONG TY TNHH ABC");
              })
          .build();

  @Test
  void CO_10_creating_returns_id_and_name_in_data() throws IOException {
    JsonNode body =
        json(post("/v1/company/create", "{'full_name': 'CONG TY CP XYZ', 'status': 'Active'}"));
    assertThat(body.fieldNames()).toIterable().containsExactly("code", "message", "data");
    assertThat(body.get("code").asInt()).isEqualTo(201);
    assertThat(body.get("data").fieldNames()).toIterable().containsExactly("xid", "full_name");
    assertThat(body.at("/data/full_name").asText()).isEqualTo("CONG TY CP XYZ");
    assertThat(body.at("/data/xid").asText()).hasSize(64);
  }

  @Test
  void CO_10_a_created_company_is_listed_and_has_a_limit_of_0_which_is_assumed() {
    CompanyXid created = hub.companies().create(new NewCompany("CONG TY CP XYZ", Status.PENDING));
    assertThat(hub.companies().all(CompanyQuery.ALL.withStatus(Status.PENDING)))
        .extracting(Company::xid)
        .containsExactly(created);
    CompanyDetails details = hub.companies().get(created);
    assertThat(details.isActive()).isFalse();
    assertThat(details.configuration().transactionAmount()).contains(BigDecimal.ZERO);
  }

  @Test
  void CO_12_the_hint_for_a_name_that_exists_names_the_company() throws IOException {
    HttpResponse response =
        post("/v1/company/create", "{'full_name': 'CONG TY TNHH ABC', 'status': 'Active'}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("hint").asText())
        .isEqualTo("company company-1 has this name, perhaps by an earlier request");
  }

  @Test
  void CO_12_the_case_of_a_name_matters_which_is_assumed() {
    assertThat(hub.companies().create(NewCompany.active("Cong Ty TNHH ABC"))).isNotNull();
  }

  @Test
  void CO_20_editing_confirms_and_returns_no_company() throws IOException {
    JsonNode body = json(post(EDIT, "{'short_name': 'ABC'}"));
    assertThat(body.fieldNames()).toIterable().containsExactly("code", "message");
    assertThat(hub.companies().get(COMPANY).fields()).doesNotContainKey("short_name");
  }

  @Test
  void CO_20_a_change_shows_in_the_list_with_the_time_of_the_clock() {
    Instant created = hub.control().clock().instant();
    hub.control().clock().advance(Duration.ofMinutes(5));
    hub.companies()
        .edit(
            COMPANY,
            CompanyChange.fullName("CONG TY MOI").and(CompanyChange.status(Status.PENDING)));
    Company listed = hub.companies().list(CompanyQuery.ALL).items().get(0);
    assertThat(listed.fullName()).contains("CONG TY MOI");
    assertThat(listed.status()).contains(Status.PENDING);
    assertThat(listed.isActive()).isFalse();
    assertThat(listed.createdAt()).contains(created);
    assertThat(listed.updatedAt()).contains(created.plus(Duration.ofMinutes(5)));
  }

  @Test
  void CO_20_a_rejected_change_changes_nothing() {
    CompanyDetails before = hub.companies().get(COMPANY);
    hub.control().addCompany("CONG TY CP XYZ");
    hub.control().clock().advance(Duration.ofMinutes(5));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(
            () ->
                hub.companies()
                    .edit(
                        COMPANY,
                        CompanyChange.paymentCode(true)
                            .and(CompanyChange.fullName("CONG TY CP XYZ"))));
    assertThat(hub.companies().get(COMPANY)).isEqualTo(before);
  }

  @Test
  void CO_20_the_details_of_a_link_token_show_the_changed_company() {
    LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(COMPANY));
    hub.companies().edit(COMPANY, CompanyChange.status(new Status("Suspended")));
    assertThat(hub.linkTokens().get(token.secret()).fields().get("company"))
        .asString()
        .contains("status=Suspended");
  }

  @Test
  void CO_22_a_suffix_is_compared_with_the_stored_one() throws IOException {
    assertThat(post(EDIT, "{'payment_code_suffix_to': 8}").status()).isEqualTo(200);
    HttpResponse response = post(EDIT, "{'payment_code_suffix_from': 9}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).at("/messages/payment_code_suffix_from").asText())
        .isEqualTo("must not be more than payment_code_suffix_to, which is 8");
    assertThat(post(EDIT, "{'payment_code_suffix_from': 5}").status()).isEqualTo(200);
    assertThat(
            json(post(EDIT, "{'payment_code_suffix_to': 4}"))
                .at("/messages/payment_code_suffix_to")
                .asText())
        .isEqualTo("must not be less than payment_code_suffix_from, which is 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "500", "99999999999", "99999999999999999999", "'Unlimited'"})
  void CO_23_a_limit_is_returned_as_text(String limit) throws IOException {
    assertThat(post(EDIT, "{'transaction_amount': " + limit + "}").status()).isEqualTo(200);
    JsonNode configuration =
        json(send("GET", "/v1/company/company-1", "")).at("/data/configuration");
    assertThat(configuration.get("transaction_amount").isTextual()).isTrue();
    assertThat(configuration.get("transaction_amount").asText()).isEqualTo(limit.replace("'", ""));
  }

  @Test
  void CO_24_a_change_without_a_field_is_rejected_which_is_assumed() throws IOException {
    HttpResponse response = post(EDIT, "{}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("hint").asText()).isEqualTo("a change has at least one field");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/company/create  | name               | use full_name",
        "/v1/company/create  | companyName        | use full_name",
        "/v1/company/create  | address            | a company has no such field in SePay",
        "/v1/company/create  | is_active          | use status",
        "/v1/company/create  | transaction_amount | is set after the creation, at POST"
            + " /v1/company/edit/{xid}",
        "/v1/company/create  | xid                | is a field of the response, not of the request",
        "/v1/company/edit/company-1 | address     | a company has no such field in SePay",
        "/v1/company/edit/company-1 | prefix      | use payment_code_prefix",
        "/v1/company/edit/company-1 | amount      | use transaction_amount",
        "/v1/company/edit/company-1 | company_xid | is in the path, and not in the body",
        "/v1/company/edit/company-1 | xid         | is in the path, and not in the body",
        "/v1/company/edit/company-1 | configuration | send its fields themselves, without this"
            + " object around them"
      })
  void a_wrong_name_gets_a_hint(String path, String name, String hint) throws IOException {
    HttpResponse response =
        post(
            path,
            path.endsWith("create")
                ? "{'full_name': 'CONG TY CP XYZ', 'status': 'Active', '" + name + "': 'x'}"
                : "{'status': 'Active', '" + name + "': 'x'}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(json(response).get("hint").asText()).isEqualTo(hint);
  }

  private HttpResponse post(String path, String body) {
    return send("POST", path, body.replace('\'', '"'));
  }

  private HttpResponse send(String method, String path, String body) {
    Map<String, List<String>> headers =
        Map.of(
            "Authorization", List.of("Bearer t0k3n"), "Content-Type", List.of("application/json"));
    return BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:1"))
        .handle(new HttpRequest(method, URI.create(path), headers, body.getBytes(UTF_8)));
  }

  private static JsonNode json(HttpResponse response) throws IOException {
    return new JsonMapper().readTree(response.body());
  }
}
