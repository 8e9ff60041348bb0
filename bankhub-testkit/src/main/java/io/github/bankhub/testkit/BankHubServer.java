package io.github.bankhub.testkit;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.testkit.internal.http.Listener;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The offline Bank Hub over HTTP on this machine, for clients that need an address.
 *
 * <p>Thread-safe. It listens on 127.0.0.1 only, on daemon threads, and responds as {@link
 * BankHubHttpHandler} does. Tests can use and control its hub directly at the same time.
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
  private final Runnable unsubscribe;
  private final Runnable forget;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private BankHubServer(InMemoryBankHub hub, int port) {
    hub.service().requireOpen();
    this.hub = hub;
    this.listener = new Listener(port, hub.service()::refusesConnections);
    this.baseUri = URI.create("http://127.0.0.1:" + listener.port());
    this.unsubscribe = hub.service().onFaultsChanged(listener::update);
    listener.start(BankHubHttpHandler.of(hub, baseUri)::handleWithFault, JsonBodies::error);
    this.forget = hub.service().onClose(this::close);
  }

  /**
   * {@return a server of a hub, which already listens on a free port}
   *
   * @throws UncheckedIOException if no port is free
   */
  public static BankHubServer start(InMemoryBankHub hub) {
    return start(hub, 0);
  }

  /**
   * {@return a server of a hub, which already listens on a port}
   *
   * @param hub the hub to serve
   * @param port the port, or 0 for a free one
   * @throws UncheckedIOException if the port cannot be bound; names it
   */
  public static BankHubServer start(InMemoryBankHub hub, int port) {
    return new BankHubServer(hub, port);
  }

  /** {@return the server's address, such as {@code http://127.0.0.1:40123}; no slash at the end} */
  public URI baseUri() {
    return baseUri;
  }

  /** {@return the environment to connect a client to: the hub's rules at this server's address} */
  public BankHubEnvironment environment() {
    return hub.environment().withBaseUri(baseUri);
  }

  /** {@return the hub that is served} */
  public InMemoryBankHub hub() {
    return hub;
  }

  /**
   * Stops listening and frees port, connections and threads immediately. Switches the hub's
   * webhooks off, and closes the connection of the current attempt. The hub stays usable. A second
   * call has no effect.
   */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      forget.run();
      unsubscribe.run();
      listener.close();
      hub.control().webhooks().dispatcher().abort();
    }
  }
}
