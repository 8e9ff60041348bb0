package io.github.bankhub.testkit;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.testkit.internal.http.Listener;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * Bank Hub over HTTP on this machine, for clients that need an address.
 *
 * <p>Thread-safe. It listens on 127.0.0.1 alone, on daemon threads, and answers what {@link
 * BankHubHttpHandler} says. Its hub can be used and controlled beside it.
 *
 * <pre>{@code
 * try (BankHubServer server = BankHubServer.start(InMemoryBankHub.create())) {
 *   // point a client at server.environment(), with server.hub().control().credentials()
 * }
 * }</pre>
 */
public final class BankHubServer implements AutoCloseable {

  private final InMemoryBankHub hub;
  private final Listener listener;
  private final URI baseUri;
  private final Runnable forgetListener;

  private BankHubServer(InMemoryBankHub hub, int port) {
    this.hub = hub;
    this.listener = new Listener(port, hub.engine()::refusesConnections);
    this.baseUri = URI.create("http://127.0.0.1:" + listener.port());
    this.forgetListener = hub.engine().onFaultsChanged(listener::faultsChanged);
    listener.start(BankHubHttpHandler.of(hub, baseUri)::react);
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
  public BankHubEnvironment environment() {
    return hub.environment().withBaseUri(baseUri);
  }

  /**
   * What is served.
   *
   * @return the hub
   */
  public InMemoryBankHub hub() {
    return hub;
  }

  /**
   * Stops listening and frees port, connections and threads, at once. Closing again does nothing.
   */
  @Override
  public void close() {
    forgetListener.run();
    listener.close();
  }
}
