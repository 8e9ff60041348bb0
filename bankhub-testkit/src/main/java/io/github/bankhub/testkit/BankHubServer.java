package io.github.bankhub.testkit;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.testkit.internal.http.Listeners;
import io.github.bankhub.testkit.internal.routes.ServerAddress;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The offline Bank Hub over HTTP on this machine, for clients that need an address.
 *
 * <p>Thread-safe. It listens on daemon threads, and responds as {@link BankHubHttpHandler} does.
 * Tests can use and control its hub directly at the same time.
 *
 * <p>By default it listens only on 127.0.0.1 and [::1], and hosted links begin with the host that
 * the request names. A request that names another host than {@code localhost}, a loopback address,
 * the bound address or an allowed host gets 421: a web page could let its own name resolve to this
 * machine.
 *
 * <pre>{@code
 * try (BankHubServer server = BankHubServer.start(InMemoryBankHub.create())) {
 *   // point a client at server.environment(), with server.hub().control().credentials()
 * }
 * }</pre>
 */
public final class BankHubServer implements AutoCloseable {

  private final InMemoryBankHub hub;
  private final Listeners listeners;
  private final BankHubHttpHandler handler;
  private final URI baseUri;
  private final Runnable unsubscribe;
  private final Runnable forget;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private BankHubServer(Builder settings) {
    this.hub = settings.hub;
    hub.service().requireOpen();
    this.listeners = settings.listeners();
    this.baseUri = URI.create("http://" + settings.host() + ":" + listeners.port());
    this.unsubscribe = hub.service().onFaultsChanged(listeners::update);
    this.handler = BankHubHttpHandler.of(hub, settings.address(baseUri));
    listeners.start(handler::handleWithFault, handler::handleMalformed);
    this.forget = forgetOnClose();
  }

  /** The hub may have been closed since the server began to listen. */
  private Runnable forgetOnClose() {
    try {
      return hub.service().onClose(this::close);
    } catch (IllegalStateException e) {
      unsubscribe.run();
      listeners.close();
      throw e;
    }
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
    return builder(hub).port(port).start();
  }

  /** {@return a builder of a server, for another address or a public URL} */
  public static Builder builder(InMemoryBankHub hub) {
    return new Builder(hub);
  }

  /** {@return the server's address, such as {@code http://127.0.0.1:40123}; no slash at the end} */
  public URI baseUri() {
    return baseUri;
  }

  /** {@return the environment to connect a client to: the hub's rules at this server's address} */
  public BankHubEnvironment environment() {
    return hub.environment().withUnencryptedBaseUri(baseUri);
  }

  /** {@return the hub that is served} */
  public InMemoryBankHub hub() {
    return hub;
  }

  /**
   * Stops listening and frees port, connections and threads immediately. Switches the hub's
   * webhooks and IPNs off, and closes the connection of the current attempt. Drops the hubs that
   * were created over HTTP. The server's hub stays usable. A second call has no effect.
   */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      forget.run();
      unsubscribe.run();
      listeners.close();
      handler.closeHubs();
      hub.control().deliveries().abort();
    }
  }

  /** A builder of servers. Not thread-safe. */
  public static final class Builder {

    private final InMemoryBankHub hub;
    private final Set<String> hosts = new LinkedHashSet<>();
    private int port;
    private @Nullable InetAddress bound;
    private @Nullable URI publicUri;
    private boolean trustsProxy;

    private Builder(InMemoryBankHub hub) {
      this.hub = Objects.requireNonNull(hub, "hub");
    }

    /**
     * Sets the port.
     *
     * @param newPort the port; the default 0 stands for a free one
     * @return this builder
     */
    public Builder port(int newPort) {
      port = newPort;
      return this;
    }

    /**
     * Sets the address to listen on, instead of 127.0.0.1 and [::1].
     *
     * @param address one address of this machine; the wildcard address, such as 0.0.0.0, for all of
     *     them, with which a request may name any IP address as its host
     * @return this builder
     */
    public Builder bind(InetAddress address) {
      bound = Objects.requireNonNull(address, "address");
      return this;
    }

    /**
     * Sets the public URL: the address by which clients and browsers reach the server, such as that
     * of a reverse proxy. Hosted links begin with it, and requests may name its host.
     *
     * @param uri the public URL, http or https, without a query; a final slash is removed
     * @return this builder
     * @throws io.github.bankhub.domain.failure.InvalidFieldException if the address is not valid
     */
    public Builder publicUri(URI uri) {
      publicUri = BankHubEnvironment.SANDBOX.withUnencryptedBaseUri(uri).baseUri();
      return this;
    }

    /**
     * Allows requests that name a host, such as the name of a container.
     *
     * @param host a host name or an IP address, without a scheme or a port; all spellings of an IP
     *     address are the same host, and an IPv6 address may be in brackets
     * @return this builder
     * @throws io.github.bankhub.domain.failure.InvalidFieldException if the host is not valid
     */
    public Builder allowHost(String host) {
      hosts.add(ServerAddress.allowedHost(Objects.requireNonNull(host, "host")));
      return this;
    }

    /**
     * Uses the headers {@code Forwarded}, {@code X-Forwarded-Host} and {@code X-Forwarded-Proto}
     * for hosted links. Only for a server behind a reverse proxy that replaces these headers. The
     * forwarded host must be an allowed one.
     *
     * @return this builder
     */
    public Builder trustForwardedHeaders() {
      trustsProxy = true;
      return this;
    }

    /**
     * {@return a server, which already listens}
     *
     * @throws UncheckedIOException if the port cannot be bound; names it
     */
    public BankHubServer start() {
      return new BankHubServer(this);
    }

    private Listeners listeners() {
      return bound == null
          ? Listeners.loopback(port, hub.service()::refusesConnections)
          : Listeners.at(bound, port, hub.service()::refusesConnections);
    }

    private boolean bindsAll() {
      return bound != null && bound.isAnyLocalAddress();
    }

    private String host() {
      if (bound == null || bindsAll()) {
        return "127.0.0.1";
      }
      return Listeners.host(bound);
    }

    private ServerAddress address(URI own) {
      Set<String> allowed = new LinkedHashSet<>(hosts);
      if (bound != null && !bindsAll()) {
        allowed.add(host());
      }
      return new ServerAddress(own, publicUri, allowed, bindsAll(), trustsProxy, "");
    }
  }
}
