package io.github.bankhub.examples.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.examples.links.Problem;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.InboundResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP server of the JDK. Its responses are JSON. */
final class JsonServer {

  private static final Logger LOG = System.getLogger(JsonServer.class.getName());

  private final ObjectMapper json = new ObjectMapper();
  // Without an executor, the server handles one request after the other.
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  JsonServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(threads);
  }

  /** Starts the server. {@return its port} */
  int start() {
    server.start();
    return server.getAddress().getPort();
  }

  void close() {
    server.stop(0);
    threads.shutdown();
  }

  /** Adds a path. Its handler gets the parameters of the query by their names. */
  void route(String method, String path, Function<UnaryOperator<String>, Object> handler) {
    server.createContext(
        path,
        exchange -> {
          try {
            boolean isAllowed = exchange.getRequestMethod().equals(method);
            UnaryOperator<String> query = name -> parameter(exchange, name);
            respond(exchange, isAllowed ? 200 : 405, isAllowed ? handler.apply(query) : "");
          } catch (BankHubException | InvalidFieldException e) {
            respond(exchange, Problem.of(e).status(), Problem.of(e));
          } catch (RuntimeException e) {
            LOG.log(Level.ERROR, path + " failed", e);
            respond(exchange, 500, new Problem(500, "The request failed"));
          }
        });
  }

  /** Adds a path for the messages of SePay. */
  void receive(String path, InboundEndpoint<?> endpoint) {
    server.createContext(
        path,
        exchange -> {
          InboundResponse response =
              endpoint.receive(exchange.getRequestHeaders(), exchange.getRequestBody());
          // The body is already JSON.
          respond(exchange, response.status(), new RawValue(response.body()));
        });
  }

  private void respond(HttpExchange exchange, int status, Object value) throws IOException {
    byte[] body = json.writeValueAsBytes(value);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String parameter(HttpExchange exchange, String name) {
    String query = "&" + exchange.getRequestURI().getRawQuery();
    Matcher value = Pattern.compile("&" + name + "=([^&]*)").matcher(query);
    if (!value.find()) {
      throw new InvalidFieldException(name, "is missing", "a parameter of the request");
    }
    return URLDecoder.decode(value.group(1), UTF_8);
  }
}
