package io.github.bankhub.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A merchant on another site than the hub: pages that show the hosted page in each way there is,
 * and one to come back to.
 *
 * <p>The pages collect in {@code window.received} the messages that they receive.
 */
final class Merchant implements AutoCloseable {

  static final String IFRAME =
      """
      <!doctype html><html lang="en"><title>Merchant</title><main><h1>Merchant</h1>
      <script>
      window.received = [];
      addEventListener("message", (m) => received.push({ origin: m.origin, ...m.data }));
      </script>
      <iframe src="%s" title="Bank Hub" allow="clipboard-write" width="100%%" height="700"></iframe>
      """;
  static final String SDK =
      """
      <!doctype html><html lang="en"><title>Merchant</title><main><h1>Merchant</h1>
      <script src="%s/assets/sdk/1.0.0/bankhub.min.js"></script>
      <button id="open">Open</button>
      <script>
      window.received = [];
      const receive = (callback) => (data) => received.push({ callback, ...data });
      window.bankhub = new Bankhub({
        mode: "%s",
        onOpen: receive("onOpen"),
        onSuccess: receive("onSuccess"),
        onExit: receive("onExit"),
        onExpired: receive("onExpired"),
      });
      bankhub.initLink("%s");
      document.getElementById("open").addEventListener("click", () => bankhub.open());
      </script>
      """;

  private final HttpServer server;
  private final List<String> returns = new CopyOnWriteArrayList<>();
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();

  Merchant() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.createContext("/", this::respond);
    server.start();
  }

  /** Another site than 127.0.0.1, for browsers. */
  String origin() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  String iframe(URI link) {
    return origin() + "/iframe?" + link;
  }

  String sdk(String mode, URI link) {
    return origin() + "/" + mode + "?" + link;
  }

  /** Another page of the merchant's. */
  String page(String html) {
    String path = "/page-" + pages.size();
    pages.put(path, html);
    return origin() + path;
  }

  /** Sends this header with each page from now on. */
  Merchant with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Somewhere to come back to, with a query of its own that is easily lost. */
  String back() {
    return origin() + "/back?order=7&next=%2Fa%20b&c=a+b&x=%e1%ba%A1&empty=&y#part";
  }

  /** The paths that browsers came back to, with their queries, as they were sent. */
  List<String> returns() {
    return returns;
  }

  private void respond(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String link = uri.getRawQuery();
    String page =
        switch (uri.getPath()) {
          case "/iframe" -> IFRAME.formatted(link);
          case "/back" -> {
            returns.add(uri.toString());
            yield "<!doctype html><html lang=\"en\"><title>Back</title><h1>Back at the"
                + " merchant</h1>";
          }
          case "/modal", "/newTab", "/newWindow", "/redirect" ->
              SDK.formatted(link.replaceAll("/link/.*", ""), uri.getPath().substring(1), link);
          default -> pages.getOrDefault(uri.getPath(), "");
        };
    byte[] body = page.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(page.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
