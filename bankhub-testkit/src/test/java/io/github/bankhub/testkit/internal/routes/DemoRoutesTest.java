package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.URI;
import java.util.List;
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
  void the_backend_lists_only_the_accounts_of_its_company() {
    JsonNode accounts = json(send("GET", "/_testkit/demo/accounts", ""), 200).get("accounts");
    assertThat(accounts.findValuesAsText("xid")).containsExactly(Samples.BANK_ACCOUNT.value());
    assertThat(accounts.findValuesAsText("text")).containsExactly("ACB 4567890123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"purpose\":\"UNLINK_BANK_ACCOUNT\"}"})
  void the_backend_passes_on_rejections_of_the_hub(String body) {
    assertThat(send("POST", "/_testkit/demo/link-token", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /_testkit/demo/link-token, POST",
    "POST, /_testkit/demo/accounts, GET",
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
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
