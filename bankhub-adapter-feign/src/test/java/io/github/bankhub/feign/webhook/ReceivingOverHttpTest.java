package io.github.bankhub.feign.webhook;

import static io.github.bankhub.feign.webhook.Request.IPN;
import static io.github.bankhub.feign.webhook.Request.LINKED;
import static io.github.bankhub.feign.webhook.Request.SECRET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookEventVisitor;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.testkit.contract.WebhookEndpointContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The example of docs/receiving.md, run. */
class ReceivingOverHttpTest {

  private final WebhookSecret secret = new WebhookSecret(SECRET);
  private final Deduplicator deduplicator = Deduplicator.inMemory();
  private final LinkTokenReferences references = LinkTokenReferences.inMemory();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<byte[]> stored = new CopyOnWriteArrayList<>();
  private final List<WebhookEvent> events = new CopyOnWriteArrayList<>();
  private final WebhookReader reader = new WebhookReader(secret);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/sepay/webhook", this::webhook);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  final InboundEndpoint<WebhookEvent> endpoint =
      InboundEndpoint.of(
          new WebhookReader(secret),
          deduplicator,
          event -> event.accept(new Handler()),
          (body, cause) -> stored.add(body));

  void webhook(HttpExchange exchange) throws IOException {
    InboundResponse response =
        endpoint.receive(exchange.getRequestHeaders(), exchange.getRequestBody());
    byte[] body = response.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.sendResponseHeaders(response.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  class Handler implements WebhookEventVisitor<Boolean> {
    @Override
    public Boolean bankAccountLinked(BankAccountEvent.Linked event) {
      String user = event.linkTokenXid().flatMap(references::find).orElse("unknown");
      return done.add(user + " linked " + event.bankAccountXid());
    }

    @Override
    public Boolean other(WebhookEvent event) {
      return false;
    }
  }

  @Test
  void WH_04_a_duplicate_event_is_processed_once() throws Exception {
    references.save(new LinkTokenXid("9f3d3c52-b1a7-11f0-9ff6-52c7e9b4f41b"), "user-7");

    assertThat(post(SECRET, LINKED).statusCode()).isEqualTo(200);
    assertThat(post(SECRET, LINKED).body()).isEqualTo("{\"success\": true}");
    assertThat(done).containsExactly("user-7 linked b5cb9c1c-b1fc-11f0-9ff6-52c7e9b4f41b");
  }

  int status(Map<String, List<String>> headers, byte[] body) {
    WebhookEvent event;
    try {
      event = reader.read(headers, body);
    } catch (WebhookRejectedException e) {
      if (e.isAuthenticated()) {
        stored.add(body); // before the response: SePay does not send it again
      }
      return e.status(); // 401 without the right secret, else 200
    }
    if (deduplicator.claim(event)) {
      events.add(event); // another thread processes it
    }
    return 200;
  }

  @Test
  void WH_05_an_endpoint_of_your_own_stores_what_it_cannot_read() {
    assertThat(status(Request.secretKey("wrong"), Request.body(IPN))).isEqualTo(401);
    assertThat(stored).isEmpty();

    assertThat(status(Request.secretKey(SECRET), Request.body(IPN))).isEqualTo(200);
    assertThat(stored).containsExactly(Request.body(IPN));

    assertThat(status(Request.secretKey(SECRET), Request.body(LINKED))).isEqualTo(200);
    assertThat(status(Request.secretKey(SECRET), Request.body(LINKED))).isEqualTo(200);
    assertThat(events).hasSize(1);
  }

  @Test
  void WH_01_an_unauthenticated_request_is_rejected_and_not_stored() throws Exception {
    assertThat(post("wrong", LINKED).statusCode()).isEqualTo(401);
    assertThat(stored).isEmpty();
    assertThat(done).isEmpty();
  }

  @Test
  void WH_05_an_unreadable_event_is_stored_and_accepted() throws Exception {
    assertThat(post(SECRET, IPN).statusCode()).isEqualTo(200);
    assertThat(stored).containsExactly(IPN.getBytes(UTF_8));
  }

  @Test
  void WH_01_the_old_and_the_new_secret_are_right_during_a_rotation() {
    WebhookReader reader = new WebhookReader(() -> List.of(newSecret(), oldSecret()));

    assertThat(reader.read(Request.secretKey("new-1"), Request.body(LINKED)))
        .isEqualTo(reader.read(Request.secretKey("old-1"), Request.body(LINKED)));
  }

  private static WebhookSecret newSecret() {
    return new WebhookSecret("new-1");
  }

  private static WebhookSecret oldSecret() {
    return new WebhookSecret("old-1");
  }

  @Nested
  class MyEndpointTest extends WebhookEndpointContract {
    @Override
    protected URI endpoint() {
      return URI.create("http://localhost:" + port() + "/sepay/webhook");
    }

    @Override
    protected WebhookSecret secret() {
      return secret;
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private HttpResponse<String> post(String key, String text) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port() + "/sepay/webhook");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("X-Secret-Key", key)
            .POST(BodyPublishers.ofString(text))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
