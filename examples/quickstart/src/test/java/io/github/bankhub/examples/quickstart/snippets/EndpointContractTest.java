package io.github.bankhub.examples.quickstart.snippets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.InboundResponse;
import io.github.bankhub.feign.webhook.IpnReader;
import io.github.bankhub.feign.webhook.WebhookReader;
import io.github.bankhub.testkit.contract.IpnEndpointContract;
import io.github.bankhub.testkit.contract.WebhookEndpointContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class EndpointContractTest {

  private Application application;

  @BeforeEach
  void start() throws IOException {
    application = new Application();
  }

  @AfterEach
  void stop() {
    application.stop();
  }

  /** Stands for the application of the reader. */
  private static final class Application {
    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final Map<BankAccountXid, String> accounts = new ConcurrentHashMap<>();
    private final ExecutorService handlers = Executors.newSingleThreadExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Duration delay = Duration.ZERO;
    private final LinkTokenReferences references = LinkTokenReferences.inMemory();
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);

    Application() throws IOException {
      Deduplicator deduplicator = Deduplicator.inMemory();
      server.createContext(
          "/webhook",
          handler(
              InboundEndpoint.of(
                  new WebhookReader(new WebhookSecret("whsec-test")),
                  deduplicator,
                  event -> handleLater(event.xid().value()),
                  (body, cause) -> {})));
      server.createContext(
          "/ipn",
          handler(
              InboundEndpoint.of(
                  new IpnReader(new IpnApiKey("ipn-test")),
                  deduplicator,
                  ipn -> handleLater(ipn.transactionId().value()),
                  (body, cause) -> {})));
      server.start();
    }

    private static HttpHandler handler(InboundEndpoint<?> endpoint) {
      return exchange -> {
        InboundResponse response =
            endpoint.receive(exchange.getRequestHeaders(), exchange.getRequestBody());
        byte[] body = response.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
      };
    }

    URI webhookUrl() {
      return url("/webhook");
    }

    URI ipnUrl() {
      return url("/ipn");
    }

    private URI url(String path) {
      return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private void handleLater(String key) {
      handlers.execute(
          () -> {
            boolean isStopped = await(delay);
            if (!isStopped) {
              handled.merge(key, 1, Integer::sum);
            }
          });
    }

    private boolean await(Duration time) {
      try {
        return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Waits until the messages before it are handled. */
    int timesHandled(String key) {
      return CompletableFuture.supplyAsync(() -> handled.getOrDefault(key, 0), handlers).join();
    }

    void delayHandling(Duration time) {
      delay = time;
    }

    Map<BankAccountXid, String> accounts() {
      return accounts;
    }

    void stop() {
      stopped.countDown();
      server.stop(0);
      handlers.shutdown();
    }

    LinkTokenReferences references() {
      return references;
    }
  }

  @Nested
  class MyWebhookTest extends WebhookEndpointContract {
    @Override
    protected URI endpoint() {
      return application.webhookUrl(); // your application, which this test has started
    }

    @Override
    protected WebhookSecret secret() {
      return new WebhookSecret("whsec-test");
    }

    @Override
    protected OptionalInt handled(EventXid xid) {
      return OptionalInt.of(application.timesHandled(xid.value()));
    }

    @Override
    protected void store(LinkTokenXid linkToken) {
      application.references().save(linkToken, "user-7");
    }
  }

  @Nested
  class MyIpnTest extends IpnEndpointContract {
    @Override
    protected URI endpoint() {
      return application.ipnUrl();
    }

    @Override
    protected IpnApiKey key() {
      return new IpnApiKey("ipn-test");
    }

    @Override
    protected OptionalInt handled(TransactionId transaction) {
      return OptionalInt.of(application.timesHandled(transaction.value()));
    }
  }

  @Nested
  class With_all_hooks extends MyIpnTest {
    @Override
    protected void link(BankAccountXid account, String number) {
      application.accounts().put(account, number);
    }

    @Override
    protected void slowDownHandling(Duration delay) {
      application.delayHandling(delay); // its handler sleeps for this long before each message
    }
  }
}
