package io.github.bankhub.testkit.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.server.OfflineWire.Answer;
import io.github.bankhub.testkit.server.OfflineWire.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bank Hub over HTTP on this machine, for clients that need an address.
 *
 * <p>Thread-safe. It listens on 127.0.0.1 alone, on daemon threads, and answers what {@link
 * OfflineWire} says. Its hub can be used and controlled beside it.
 *
 * <pre>{@code
 * try (BankHubServer server = BankHubServer.start(InMemoryBankHub.create())) {
 *   // point a client at server.environment(), with server.hub().control().credentials()
 * }
 * }</pre>
 */
public final class BankHubServer implements AutoCloseable {

  static {
    // Read once, when the JDK's server loads; without it every answer on a kept connection waits
    // 40 ms for the other side's acknowledgement.
    String noDelay = "sun.net.httpserver.nodelay";
    if (System.getProperty(noDelay) == null) {
      System.setProperty(noDelay, "true");
    }
  }

  private final InMemoryBankHub hub;
  private final HttpServer server;
  private final ExecutorService threads;
  private final URI baseUri;
  private final OfflineWire wire;

  private BankHubServer(InMemoryBankHub hub, int port) {
    this.hub = hub;
    this.server = bound(port);
    int bound = server.getAddress().getPort();
    this.baseUri = URI.create("http://127.0.0.1:" + bound);
    this.wire = OfflineWire.of(hub, baseUri);
    this.threads = Executors.newCachedThreadPool(daemons("bankhub-server-" + bound + "-"));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    // The JDK's dispatcher is a daemon only if the thread that starts it is one.
    CompletableFuture.runAsync(server::start, threads).join();
  }

  /**
   * Starts a server on a port that is free.
   *
   * @param hub what it serves
   * @return the server, which listens already
   * @throws UncheckedIOException if no port can be had
   */
  public static BankHubServer start(InMemoryBankHub hub) {
    return start(hub, 0);
  }

  /**
   * Starts a server on a port.
   *
   * @param hub what it serves
   * @param port the port, or 0 for one that is free
   * @return the server, which listens already
   * @throws UncheckedIOException if the port cannot be had; names it
   */
  public static BankHubServer start(InMemoryBankHub hub, int port) {
    return new BankHubServer(hub, port);
  }

  /**
   * The server's address.
   *
   * @return such as {@code http://127.0.0.1:40123}, without a slash at the end
   */
  public URI baseUri() {
    return baseUri;
  }

  /**
   * What to point a client at.
   *
   * @return the rules of the hub at this server's address
   */
  public Environment environment() {
    return hub.environment().at(baseUri);
  }

  /**
   * What is served.
   *
   * @return the hub
   */
  public InMemoryBankHub hub() {
    return hub;
  }

  /** Stops listening and frees port and threads, at once. Closing again does nothing. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = wire.answer(read(exchange));
      exchange.getResponseHeaders().putAll(answer.headers());
      byte[] body = answer.body();
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Request read(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(OfflineWire.LONGEST_BODY + 1);
    // What is too long is still read to its end: the sender would not see the answer before.
    in.transferTo(OutputStream.nullOutputStream());
    return new Request(
        exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
  }

  private static HttpServer bound(int port) {
    try {
      InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return HttpServer.create(new InetSocketAddress(here, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1, port " + port, e);
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
