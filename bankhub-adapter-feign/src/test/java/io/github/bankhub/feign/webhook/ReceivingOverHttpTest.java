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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of docs/receiving.md, run. */
class ReceivingOverHttpTest {

  private final WebhookReader reader = new WebhookReader(new WebhookSecret(SECRET));
  private final Deduplicator sight = Deduplicator.inMemory();
  private final LinkTokenReferences attempts = LinkTokenReferences.inMemory();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final List<byte[]> stored = new CopyOnWriteArrayList<>();
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

  private void webhook(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes((1 << 20) + 1);
    int status = 200;
    try {
      WebhookEvent event = reader.read(exchange.getRequestHeaders(), body);
      if (sight.claim(event)) {
        event.accept(new Work());
      }
    } catch (WebhookRejectedException e) {
      status = e.status();
      if (e.isAuthenticated()) {
        stored.add(body);
      }
    }
    byte[] reply = IpnReader.REPLY.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", IpnReader.REPLY_TYPE);
    exchange.sendResponseHeaders(status, reply.length);
    exchange.getResponseBody().write(reply);
    exchange.close();
  }

  private final class Work implements WebhookEventVisitor<Boolean> {

    @Override
    public Boolean bankAccountLinked(BankAccountEvent.Linked event) {
      String user = event.linkTokenXid().flatMap(attempts::find).orElse("unknown");
      return done.add(user + " linked " + event.bankAccountXid());
    }

    @Override
    public Boolean other(WebhookEvent event) {
      return false;
    }
  }

  @Test
  void WH_04_a_duplicate_event_is_processed_once() throws Exception {
    attempts.save(new LinkTokenXid("9f3d3c52-b1a7-11f0-9ff6-52c7e9b4f41b"), "user-7");

    assertThat(post(SECRET, LINKED).statusCode()).isEqualTo(200);
    assertThat(post(SECRET, LINKED).body()).isEqualTo("{\"success\": true}");
    assertThat(done).containsExactly("user-7 linked b5cb9c1c-b1fc-11f0-9ff6-52c7e9b4f41b");
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

  private HttpResponse<String> post(String secret, String text) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sepay/webhook");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("X-Secret-Key", secret)
            .POST(BodyPublishers.ofString(text))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
