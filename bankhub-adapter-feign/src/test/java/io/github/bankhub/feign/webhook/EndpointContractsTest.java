package io.github.bankhub.feign.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.contract.IpnEndpointContract;
import io.github.bankhub.testkit.contract.WebhookEndpointContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** An {@link InboundEndpoint} keeps the rules for endpoints. */
class EndpointContractsTest {

  private static final String SECRET = "endpoint-secret";

  @Nested
  class Webhooks extends WebhookEndpointContract {
    private final Map<String, Integer> stored = new ConcurrentHashMap<>();
    private final Receiver receiver =
        new Receiver(
            InboundEndpoint.of(
                new WebhookReader(secret()),
                Deduplicator.inMemory(),
                event -> stored.merge(event.xid().value(), 1, Integer::sum),
                (body, cause) -> {}));

    @Override
    protected URI endpoint() {
      return receiver.url();
    }

    @Override
    protected WebhookSecret secret() {
      return new WebhookSecret(SECRET);
    }

    @Override
    protected OptionalInt handled(EventXid xid) {
      return OptionalInt.of(stored.getOrDefault(xid.value(), 0));
    }

    /** The handler only stores the event. */
    @Override
    protected void slowDownHandling(Duration delay) {}

    @AfterEach
    void stop() {
      receiver.close();
    }
  }

  @Nested
  class Ipn extends IpnEndpointContract {
    private final Map<String, Integer> stored = new ConcurrentHashMap<>();
    private final Receiver receiver =
        new Receiver(
            InboundEndpoint.of(
                new IpnReader(key()),
                Deduplicator.inMemory(),
                ipn -> stored.merge(ipn.transactionId().value(), 1, Integer::sum),
                (body, cause) -> {}));

    @Override
    protected URI endpoint() {
      return receiver.url();
    }

    @Override
    protected IpnApiKey key() {
      return new IpnApiKey(SECRET);
    }

    @Override
    protected OptionalInt handled(TransactionId transaction) {
      return OptionalInt.of(stored.getOrDefault(transaction.value(), 0));
    }

    /** The handler only stores the notification. */
    @Override
    protected void slowDownHandling(Duration delay) {}

    @AfterEach
    void stop() {
      receiver.close();
    }
  }

  /** The endpoint behind the HTTP server of the JDK. */
  private static final class Receiver implements AutoCloseable {

    private final InboundEndpoint<?> endpoint;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Receiver(InboundEndpoint<?> endpoint) {
      this.endpoint = endpoint;
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server.createContext("/sepay", this::receive);
      server.setExecutor(threads);
      server.start();
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sepay");
    }

    private void receive(HttpExchange exchange) throws IOException {
      InboundResponse response =
          endpoint.receive(exchange.getRequestHeaders(), exchange.getRequestBody());
      byte[] body = response.body().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
      exchange.sendResponseHeaders(response.status(), body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    @Override
    public void close() {
      server.stop(0);
      threads.shutdownNow();
    }
  }
}
