package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoRoutesTest {

  private static final String LINK = "{\"purpose\":\"LINK_BANK_ACCOUNT\",\"language\":\"en\"}";

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:4711"));

  DemoRoutesTest() {
    hub.control().addSamples();
  }

  @Test
  void the_page_and_its_files_come_from_the_server() {
    HttpResponse page = send("GET", "/_testkit/demo", "");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers())
        .containsEntry("Content-Type", List.of("text/html; charset=utf-8"))
        .containsEntry(
            "Content-Security-Policy",
            List.of("default-src 'self'; frame-src http: https:; base-uri 'none'"));
    String html = new String(page.body(), UTF_8);
    assertThat(html).contains("OFFLINE", "not SePay").doesNotContain("http:", "https:");
    for (String file :
        List.of(
            "/_testkit/assets/demo.css",
            "/_testkit/assets/demo.js",
            "/_testkit/assets/icon.svg",
            "/assets/sdk/1.0.0/bankhub.min.js")) {
      assertThat(html).contains("\"" + file + "\"");
      assertThat(send("GET", file, "").status()).isEqualTo(200);
    }
  }

  @Test
  void the_SDK_is_at_the_documented_path() {
    HttpResponse sdk = send("GET", "/assets/sdk/1.0.0/bankhub.min.js", "");
    assertThat(sdk.headers())
        .containsEntry("Content-Type", List.of("text/javascript; charset=utf-8"));
    assertThat(new String(sdk.body(), UTF_8)).contains("window.Bankhub = Bankhub");
  }

  @Test
  void the_backend_creates_link_tokens_that_open_here() {
    JsonNode token = json(send("POST", "/_testkit/demo/link-token", LINK), 201);
    assertThat(token.get("hosted_link_url").asText())
        .isEqualTo("http://127.0.0.1:4711/link/" + token.get("xid").asText());
    assertThat(send("GET", "/link/" + token.get("xid").asText(), "").status()).isEqualTo(303);
    assertThat(hub.control().journal()).isEmpty();
  }

  @Test
  void the_backend_lists_sent_webhooks_with_their_outcome() {
    hub.control().webhooks().inbox();
    String xid = json(send("POST", "/_testkit/demo/link-token", LINK), 201).get("xid").asText();
    send("GET", "/link/" + xid, "");
    hub.control().webhooks().awaitDeliveries();
    JsonNode sent = json(send("GET", "/_testkit/demo/webhooks/" + xid, ""), 200).get("webhooks");
    assertThat(sent.findValuesAsText("event"))
        .containsExactly("LINK_TOKEN_CREATED", "LINK_SESSION_INITIALIZED");
    assertThat(sent.findValuesAsText("outcome")).containsExactly("200", "200");
    assertThat(sent.findValuesAsText("link_token_xid")).containsExactly(xid, xid);
    assertThat(json(send("GET", "/_testkit/demo/webhooks/none", ""), 200).get("webhooks"))
        .isEmpty();
  }

  @Test
  void the_backend_lists_the_accounts_with_their_companies_the_newest_first() {
    JsonNode accounts = data("accounts");
    assertThat(accounts.findValuesAsText("xid"))
        .containsExactly(Samples.BANK_ACCOUNT.value(), Samples.CURL_BANK_ACCOUNT.value());
    assertThat(accounts.findValuesAsText("company_xid"))
        .containsExactly(Samples.COMPANY.value(), Samples.CURL_COMPANY.value());
    assertThat(accounts.findValuesAsText("company")).containsExactly("Usage sample", "Curl sample");
    assertThat(accounts.findValuesAsText("text"))
        .containsExactly("ACB 4567890123", "MBBank 0123456789");
    assertThat(accounts.findValuesAsText("active")).containsExactly("true", "true");
  }

  @Test
  void the_backend_creates_a_company_and_makes_it_ready_for_IPN() {
    String xid =
        json(send("POST", "/_testkit/demo/companies", "{\"full_name\":\"Mới\"}"), 200)
            .at("/data/xid")
            .asText();
    assertThat(data("companies").findValuesAsText("name"))
        .containsExactly("Mới", "Usage sample", "Curl sample");
    assertThat(data("companies").findValuesAsText("ready"))
        .containsExactly("false", "true", "true");
    json(send("POST", "/_testkit/demo/companies/" + xid + "/ipn", ""), 200);
    assertThat(data("companies").at("/0/ready").asBoolean()).isTrue();
    assertThat(hub.control().journal()).isEmpty();
  }

  @Test
  void a_link_token_can_be_for_any_company() {
    String body =
        "{\"purpose\":\"LINK_BANK_ACCOUNT\",\"company_xid\":\"%s\"}"
            .formatted(Samples.CURL_COMPANY.value());
    String xid = json(send("POST", "/_testkit/demo/link-token", body), 201).get("xid").asText();
    assertThat(hub.control().pages())
        .singleElement()
        .returns("Curl sample", PageView::company)
        .returns(xid, page -> page.linkToken().value());
  }

  @Test
  void transactions_have_amounts_and_times_as_in_Vietnam() {
    setClockTo("2026-02-28T18:30:05Z");
    simulate("credit", "1234567", "DH1");
    simulate("debit", "500", "<script>alert(1)</script>");
    JsonNode transactions = data("transactions");
    assertThat(transactions.findValuesAsText("at"))
        .containsExactly("01/03/2026 01:30:05", "01/03/2026 01:30:05");
    assertThat(transactions.findValuesAsText("amount"))
        .containsExactly("−500\u00a0₫", "+1.234.567\u00a0₫");
    assertThat(transactions.findValuesAsText("account"))
        .containsExactly("ACB 4567890123", "ACB 4567890123");
    assertThat(transactions.findValuesAsText("content"))
        .containsExactly("<script>alert(1)</script>", "DH1");
  }

  @Test
  void an_IPN_is_received_here_once_the_page_asked_for_it() {
    assertThat(json(send("GET", "/_testkit/demo/data", ""), 200).get("receives_ipn").asBoolean())
        .isFalse();
    simulate("credit", "1", "before");
    assertThat(newestIpn().get("state").asText()).isEqualTo("UNSENT");
    assertThat(newestIpn().get("reason").asText()).isEqualTo("NO_RECEIVER");
    json(send("POST", "/_testkit/demo/ipn-receiver", "{}"), 200);
    assertThat(json(send("GET", "/_testkit/demo/data", ""), 200).get("receives_ipn").asBoolean())
        .isTrue();
    simulate("credit", "1", "after");
    hub.control().ipns().awaitDeliveries();
    assertThat(newestIpn())
        .isEqualTo(tree("{\"state\":\"DELIVERED\",\"attempts\":[\"HTTP 200\"]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "vi"})
  void the_page_has_a_text_for_each_reason_not_to_send_an_IPN(String language) {
    byte[] body = send("GET", "/_testkit/demo?language=" + language, "").body();
    assertThat(UnsentReason.Kind.values())
        .filteredOn(kind -> kind != UnsentReason.Kind.EVENT_NOT_ALLOWED)
        .allSatisfy(
            kind ->
                assertThat(new String(body, UTF_8))
                    .contains(" data-" + kind.name().toLowerCase(Locale.ROOT) + "=\""));
  }

  @Test
  void a_receiver_of_IPNs_that_is_set_stays() {
    WebhookInbox inbox = hub.control().ipns().inbox();
    json(send("POST", "/_testkit/demo/ipn-receiver", "{}"), 200);
    simulate("credit", "1", "DH1");
    assertThat(inbox.awaitIpn().content()).isEqualTo("DH1");
  }

  @Test
  void an_IPN_that_is_not_delivered_has_its_next_attempt_and_its_problem() {
    setClockTo("2026-02-28T18:30:05Z");
    hub.control()
        .ipns()
        .deliverTo(
            request -> {
              throw new ConnectException();
            },
            new IpnApiKey("key"));
    simulate("credit", "1", "DH1");
    hub.control().ipns().awaitDeliveries();
    JsonNode ipn = newestIpn();
    assertThat(ipn.get("state").asText()).isEqualTo("PENDING");
    assertThat(ipn.get("attempts")).isEqualTo(tree("[\"CONNECTION_FAILED\"]"));
    assertThat(ipn.get("next").asText()).startsWith("01/03/2026 01:");
    assertThat(ipn.get("problem").asText()).isEqualTo("the connection was refused");
  }

  @Test
  void an_IPN_that_the_hub_no_longer_knows_is_unknown() {
    hub.control().historySize(1);
    simulate("credit", "1", "dropped");
    simulate("credit", "1", "known");
    assertThat(data("transactions").findValuesAsText("state")).containsExactly("UNSENT", "UNKNOWN");
  }

  @ParameterizedTest
  @CsvSource({
    "'', en, How to open it, ?language=vi",
    "?language=en, en, How to open it, ?language=vi",
    "?language=vi, vi, Cách mở, ?language=en",
    "?language=fr, en, How to open it, ?language=vi"
  })
  void the_page_has_two_languages(String query, String language, String text, String other) {
    String html = new String(send("GET", "/_testkit/demo" + query, "").body(), UTF_8);
    assertThat(html)
        .contains("<html lang=\"" + language + "\">", text, "href=\"/_testkit/demo" + other + "\"")
        .doesNotContain("{{");
  }

  private void setClockTo(String instant) {
    TestClock clock = hub.control().clock();
    clock.advance(Duration.between(clock.instant(), Instant.parse(instant)));
  }

  private void simulate(String type, String amount, String content) {
    String body =
        "{\"bank_account_xid\":\"%s\",\"transfer_type\":\"%s\",\"amount\":%s,"
            .concat("\"transaction_content\":\"%s\"}")
            .formatted(Samples.BANK_ACCOUNT.value(), type, amount, content);
    json(send("POST", "/_testkit/demo/transactions", body), 200);
  }

  private JsonNode data(String field) {
    return json(send("GET", "/_testkit/demo/data", ""), 200).get(field);
  }

  private JsonNode newestIpn() {
    return data("transactions").at("/0/ipn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"purpose\":\"UNLINK_BANK_ACCOUNT\"}"})
  void the_backend_passes_on_rejections_of_the_hub(String body) {
    assertThat(send("POST", "/_testkit/demo/link-token", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /_testkit/demo/link-token, POST",
    "POST, /_testkit/demo/data, GET",
    "POST, /_testkit/demo/webhooks/x, GET",
    "POST, /_testkit/demo, 'GET, HEAD'",
    "PUT, /_testkit/pages/x, 'GET, POST'"
  })
  void rejects_other_methods_and_lists_those_it_accepts(
      String method, String path, String allowed) {
    HttpResponse response = send(method, path, "");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers()).containsEntry("Allow", List.of(allowed));
  }

  private HttpResponse send(String method, String path, String body) {
    Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/json"));
    return handler.handle(new HttpRequest(method, URI.create(path), headers, body.getBytes(UTF_8)));
  }

  private static JsonNode json(HttpResponse response, int status) {
    assertThat(response.status()).isEqualTo(status);
    return tree(new String(response.body(), UTF_8));
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
