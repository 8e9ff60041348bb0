package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.routes.RequestJournal;
import io.github.bankhub.testkit.journal.Dropped;
import io.github.bankhub.testkit.journal.ReceivedRequest;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

  private final InMemoryBankHub hub =
      InMemoryBankHub.builder().data(control -> control.addSamples()).build();
  private final Control control = hub.control();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1"));

  private HttpResponse send(
      String method, String path, Map<String, List<String>> headers, String body) {
    return handler.handle(new HttpRequest(method, URI.create(path), headers, body.getBytes(UTF_8)));
  }

  private void send(String method, String path) {
    send(method, path, Map.of(), "");
  }

  private ReceivedRequest last() {
    List<ReceivedRequest> requests = control.requests();
    return requests.get(requests.size() - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/link-tokens/create, 404, CREATE_LINK_TOKEN",
    "POST, /v1/linktoken/create, 404, CREATE_LINK_TOKEN",
    "POST, /link-token/revoke, 404, REVOKE_LINK_TOKEN",
    "GET, /v1/token, 405, CREATE_ACCESS_TOKEN",
    "PUT, /v1/company/cmp_1, 405, GET_COMPANY",
    "GET, /v1/companies, 404, LIST_COMPANIES"
  })
  void a_wrong_path_or_method_is_listed_with_the_nearest_operation(
      String method, String path, int status, Operation nearest) {
    send(method, path);
    assertThat(last().method()).isEqualTo(method);
    assertThat(last().path()).isEqualTo(path);
    assertThat(last().status()).isEqualTo(status);
    assertThat(last().nearest()).contains(nearest);
    assertThat(last().hint()).isPresent();
    assertThat(control.journal()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void the_key_of_an_IPN_gets_a_hint_from_every_operation(Operation operation) {
    Map<String, List<String>> headers =
        Map.of("Authorization", List.of("apikey 1"), "Content-Type", List.of("application/json"));
    String path = operation.path().replaceFirst("\\{.+}$", "1");
    send(operation.method(), path, headers, operation.method().equals("GET") ? "" : "{}");
    assertThat(last().status()).isEqualTo(401);
    assertThat(last().hint()).get().asString().startsWith("SePay sends Authorization: Apikey to");
  }

  @Test
  void a_path_like_no_other_has_no_nearest_operation() {
    send("GET", "/favicon.ico");
    assertThat(last().nearest()).isEmpty();
  }

  @Test
  void a_request_is_listed_with_its_headers_and_its_body_but_no_secret() {
    String token = hub.accessToken().reveal();
    LinkToken link = hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    String secret = link.secret().reveal();
    send(
        "POST",
        "/v1/link-token/revoke/" + secret + "?access_token=abc&page=2",
        Map.of(
            "Authorization", List.of("Bearer " + token),
            "X-Api-Key", List.of("hunter2"),
            "Content-Type", List.of("application/json")),
        "{\"link_token_xid\":\"%s\",\"link_token\":\"x\",\"list\":[\"%s\"],\"a\":{\"otp\":1,\"b\":2}}"
            .formatted(secret, token));
    assertThat(last().path()).isEqualTo("/v1/link-token/revoke/***?access_token=***&page=2");
    assertThat(last().headers())
        .containsEntry("Authorization", "Bearer ***")
        .containsEntry("X-Api-Key", "***")
        .containsEntry("Content-Type", "application/json");
    assertThat(last().body())
        .isEqualTo(
            "{\"link_token_xid\":\"***\",\"link_token\":\"***\",\"list\":[\"***\"],"
                + "\"a\":{\"otp\":\"***\",\"b\":2}}");
    assertThat(last().toString()).doesNotContain(secret).doesNotContain(token);
  }

  @Test
  void a_text_of_a_transfer_is_not_listed_under_a_wrong_name_either() {
    send(
        "POST",
        "/v1/transaction/create?memo=NGUYEN&page=2",
        Map.of("Content-Type", List.of("application/json")),
        "{\"transaction_content\":\"A\",\"transactionContent\":\"A\",\"content\":\"A\","
            + "\"description\":\"A\",\"amount\":1}");
    assertThat(last().path()).isEqualTo("/v1/transaction/create?memo=***&page=2");
    assertThat(last().headers()).containsEntry("Content-Type", "application/json");
    assertThat(last().body())
        .isEqualTo(
            "{\"transaction_content\":\"***\",\"transactionContent\":\"***\",\"content\":\"***\","
                + "\"description\":\"***\",\"amount\":1}");
  }

  @Test
  void an_address_is_listed_without_its_secrets() {
    send(
        "POST",
        "/v1/webhook",
        Map.of("Content-Type", List.of("application/json")),
        "{\"webhook_url\":\"https://me:pw@a.example/b?token=abc&page=2\",\"x\":\"http://a.example\"}");
    assertThat(last().body())
        .isEqualTo(
            "{\"webhook_url\":\"https://***@a.example/b?token=***&page=2\","
                + "\"x\":\"http://a.example\"}");
  }

  @Test
  void a_body_that_is_not_JSON_is_listed_by_its_length() {
    send("POST", "/v1/link-token/create", Map.of(), "client_secret=hunter2");
    assertThat(last().body()).isEqualTo("21 bytes that are not a JSON object");
    assertThat(last().status()).isEqualTo(401);
  }

  @Test
  void the_body_of_a_hosted_page_is_not_listed() {
    LinkToken link = hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    send("POST", "/link/" + link.xid(), Map.of(), "{\"name\":\"value\"}");
    assertThat(last().body()).isEmpty();
    assertThat(last().path()).isEqualTo("/link/" + link.xid());
  }

  @Test
  void a_response_that_a_fault_prevents_has_status_0() {
    control.inject(FaultScenario.RESET_BEFORE_RESPONSE.once());
    try (BankHubServer server = BankHubServer.start(hub)) {
      exchange(server, "POST /v1/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");
    } catch (IOException e) {
      // The connection was reset.
    }
    assertThat(last().status()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "company_xid | {'company_xid':'a\\nb','purpose':'LINK_BANK_ACCOUNT'} | 400",
        "external_id | {'company_xid':'%s','purpose':'LINK_BANK_ACCOUNT','external_id':'a\\n"
            + "b'} | 201",
        "purpose | {'company_xid':'%s','purpose':'A\\nB'} | 400",
        "a name | {'a\\nb':'c'} | 400",
      })
  void a_control_character_in_a_body_changes_no_response(String at, String body, int status) {
    String json = body.formatted(Samples.COMPANY).replace('\'', '"');
    assertThat(send("POST", "/v1/link-token/create", client("a", "b"), json).status())
        .as(at)
        .isEqualTo(status);
    assertThat(last().status()).isEqualTo(status);
    assertThat(last().body()).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\u0081b", "a\u007fb", "a\nb"})
  void a_control_character_in_a_header_changes_no_response(String value) {
    for (String name : List.of("User-Agent", "Sec-Purpose", "X-Forwarded-For", "Accept")) {
      assertThat(send("GET", "/v1/company", client(name, value), "").status()).isEqualTo(200);
      assertThat(last().headers()).containsEntry(name, value);
      assertThat(last().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/company?page=1&q=a%0Ab, 200",
    "/v1/company?page=%0A1, 400",
    "/v1/company?a%0Ab=1, 400",
    "/v1/company/details/a%0Ab, 404",
    "/v1/a%0Ab, 404",
    "/link/a%0Ab, 404",
    "/link/a%0Ab/screen?at=%09, 404",
  })
  void a_control_character_in_a_path_or_query_changes_no_response(String path, int status) {
    assertThat(send("GET", path, client("a", "b"), "").status()).isEqualTo(status);
    assertThat(last().path()).isEqualTo(path.replace("q=a%0Ab", "q=***"));
    assertThat(last().status()).isEqualTo(status);
  }

  @Test
  void a_secret_is_hidden_under_a_name_with_a_line_break() {
    send("POST", "/v1/link-token/create", Map.of(), "{\"client\\n_secret\":\"hunter2\"}");
    assertThat(last().body()).doesNotContain("hunter2");
  }

  @Test
  void a_request_that_the_journal_cannot_show_is_performed_and_listed() {
    // A null among the headers is against the contract, and stands for any fault.
    Map<String, List<String>> broken = client("a", "b");
    broken.put("X-Broken", null);
    String body =
        "{\"company_xid\":\"%s\",\"purpose\":\"LINK_BANK_ACCOUNT\"}".formatted(Samples.COMPANY);
    try (ExpectedLog log = ExpectedLog.of(RequestJournal.class)) {
      assertThat(send("POST", "/v1/link-token/create", broken, body).status()).isEqualTo(201);
      assertThat(log.messages()).containsExactly("The journal cannot show a request");
    }
    assertThat(last().method()).isEqualTo("POST");
    assertThat(last().status()).isEqualTo(201);
    assertThat(last().hint()).isEmpty();
  }

  @Test
  void a_response_with_500_is_listed() {
    Map<String, List<String>> broken = new HashMap<>();
    broken.put("Authorization", null);
    try (ExpectedLog log = ExpectedLog.of(BankHubHttpHandler.class, RequestJournal.class)) {
      assertThat(send("POST", "/v1/token", broken, "").status()).isEqualTo(500);
      assertThat(log.messages())
          .containsExactly("The offline Bank Hub failed", "The journal cannot show a request");
    }
    assertThat(last().status()).isEqualTo(500);
    assertThat(last().hint()).contains("java.lang.NullPointerException, a bug in the testkit");
  }

  private Map<String, List<String>> client(String header, String value) {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("Authorization", List.of("Bearer " + hub.accessToken().reveal()));
    headers.put("Content-Type", List.of("application/json"));
    headers.put(header, List.of(value));
    return headers;
  }

  @Test
  void a_malformed_request_is_listed_with_its_problem() throws IOException {
    try (BankHubServer server = BankHubServer.start(hub)) {
      exchange(server, "what is this?\r\n\r\n");
    }
    assertThat(last().method()).isEmpty();
    assertThat(last().status()).isEqualTo(400);
    assertThat(last().hint()).isPresent();
    assertThat(last().toString()).contains("malformed request");
  }

  private static void exchange(BankHubServer server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.baseUri().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
  }

  @Test
  void the_control_is_not_listed_and_lists_requests_over_HTTP() {
    send("GET", "/v1/companies");
    HttpRequest journal =
        new HttpRequest("GET", URI.create("/_testkit/journal"), Map.of(), new byte[0]);
    assertThat(new String(handler.handle(journal).body(), UTF_8))
        .contains("\"method\":\"GET\",\"path\":\"/v1/companies\",\"status\":404")
        .contains("\"nearest\":\"GET /v1/company\"");
    assertThat(control.requests()).hasSize(1);
  }

  @Test
  void a_request_to_a_named_hub_is_not_in_the_journal_of_the_first_one() {
    send("POST", "/_testkit/hubs", Map.of(), "{\"name\":\"worker_1\"}");
    send("GET", "/_hubs/worker_1/v1/companies");
    assertThat(control.requests()).isEmpty();
    send("GET", "/_hubs/worker_2/v1/companies");
    assertThat(last().status()).isEqualTo(404);
  }

  @Test
  void old_requests_are_dropped_and_counted() {
    control.historySize(2);
    for (int i = 0; i < 5; i++) {
      send("GET", "/" + i);
    }
    assertThat(control.requests()).extracting(ReceivedRequest::path).containsExactly("/3", "/4");
    assertThat(control.dropped()).isEqualTo(new Dropped(0, 3, 0, 0, 0));
    control.reset();
    assertThat(control.requests()).isEmpty();
  }
}
