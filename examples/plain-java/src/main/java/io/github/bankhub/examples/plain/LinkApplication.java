package io.github.bankhub.examples.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.examples.links.HealthDetails;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Problem;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.InboundResponse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** An application with the JDK's HTTP server, at a free port of this machine. */
public final class LinkApplication implements AutoCloseable {

  private final ObjectMapper json = new ObjectMapper();
  private final FeignBankHub hub;
  private final HttpServer server;

  public LinkApplication(Map<String, String> settings, DataSource dataSource, InstantSource clock)
      throws IOException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    hub =
        FeignBankHub.builder(BankHubSettings.from(settings::get))
            .clock(clock)
            .listener(BankHubMeters.of(meters))
            .build();
    Links links = new Links(hub, dataSource, new JdbcTransactions(dataSource), clock);
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    route("/links", query -> links.open(query.get("company"), query.get("user")));
    route("/accounts", query -> links.accounts(query.get("user")));
    route("/payments", query -> links.payments(query.get("account")));
    route("/health", query -> HealthDetails.of(hub.health()));
    route("/meters", query -> meters.getMetersAsString());
    receive(
        "/sepay/webhook", links.webhooks(new WebhookSecret(settings.get("sepay.webhook-secret"))));
    receive("/sepay/ipn", links.payments(new IpnApiKey(settings.get("sepay.ipn-key"))));
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    hub.close();
  }

  private void route(String path, Function<Map<String, String>, Object> handler) {
    server.createContext(
        path,
        exchange -> {
          try {
            respond(exchange, 200, json.writeValueAsBytes(handler.apply(query(exchange))));
          } catch (BankHubException e) {
            Problem problem = Problem.of(e);
            respond(exchange, problem.status(), json.writeValueAsBytes(problem));
          }
        });
  }

  private void receive(String path, InboundEndpoint<?> endpoint) {
    server.createContext(
        path,
        exchange -> {
          InboundResponse response =
              endpoint.receive(exchange.getRequestHeaders(), exchange.getRequestBody());
          respond(exchange, response.status(), response.body().getBytes(UTF_8));
        });
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** {@return the parameters of a request; their values need no decoding here} */
  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query == null
        ? Map.of()
        : Arrays.stream(query.split("&"))
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
