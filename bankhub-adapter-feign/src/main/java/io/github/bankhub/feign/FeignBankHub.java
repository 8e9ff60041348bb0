package io.github.bankhub.feign;

import feign.Client;
import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.internal.SupportedVersions;
import io.github.bankhub.feign.internal.auth.BearerAuthClient;
import io.github.bankhub.feign.internal.auth.CachedAccessTokens;
import io.github.bankhub.feign.internal.call.CallEvents;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.call.Registries;
import io.github.bankhub.feign.internal.call.Resilience;
import io.github.bankhub.feign.internal.http.ApacheHttpClient;
import io.github.bankhub.feign.internal.http.BasicAuthClient;
import io.github.bankhub.feign.internal.http.Network;
import io.github.bankhub.feign.internal.http.ProxyCredentials;
import io.github.bankhub.feign.internal.http.RequestSender;
import io.github.bankhub.feign.internal.port.FeignOperations;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.ProxySelector;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * SePay Bank Hub over HTTP. Thread-safe.
 *
 * <p>Create one hub for the lifetime of the application: it holds the connections and the access
 * token. It follows no redirect, and verifies the host name of every certificate. Every call fails
 * with a {@link io.github.bankhub.domain.failure.BankHubException} only.
 *
 * <pre>{@code
 * BankHubSettings settings = BankHubSettings.of(BankHubEnvironment.SANDBOX, credentials);
 * try (FeignBankHub hub = FeignBankHub.connect(settings)) {
 *   LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
 * }
 * }</pre>
 */
public final class FeignBankHub implements BankHub, AutoCloseable {

  private static final String CREDENTIALS = "the client id and secret from SePay";

  private final BankHubSettings settings;
  private final Supplier<AccessTokenStore> stores;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final CallExecutor calls;
  private final CallEvents events;
  private final Resilience resilience;
  private final RequestSender sender;
  private final Runnable closing;
  private final ClientHub own;

  private FeignBankHub(Builder parts) {
    settings = parts.settings;
    stores = parts.stores;
    clock = parts.clock;
    nanos = parts.nanos;
    events = new CallEvents(parts.listener, clock);
    resilience =
        Resilience.of(
            settings,
            new Registries(parts.retries, parts.circuits, parts.bulkheads, parts.rates()),
            clock,
            events);
    calls = new CallExecutor(settings, resilience, events, nanos);
    Client client = parts.client;
    if (client == null) {
      ApacheHttpClient http = new ApacheHttpClient(settings, parts.network());
      client = http;
      closing =
          () -> {
            resilience.close();
            http.close();
          };
    } else {
      closing = resilience::close;
    }
    sender = new RequestSender(client, settings, clock, parts.headers, events);
    Supplier<ClientCredentials> credentials = parts.credentials;
    own = client(settings.credentials(), credentials == null ? settings::credentials : credentials);
  }

  private ClientHub client(ClientCredentials first, Supplier<ClientCredentials> source) {
    BankHubEnvironment environment = settings.environment();
    BasicAuthClient basic = new BasicAuthClient(sender, first, source);
    CachedAccessTokens tokens =
        new CachedAccessTokens(
            FeignOperations.generated(basic, environment.baseUri()),
            calls,
            settings.withCredentials(first),
            stores.get(),
            clock,
            nanos);
    BearerAuthClient bearer = new BearerAuthClient(sender, basic, tokens);
    FeignOperations operations =
        new FeignOperations(bearer, environment.baseUri(), calls, settings.zone());
    return new ClientHub(environment, calls, tokens, operations, CallOptions.NONE);
  }

  /**
   * {@return a hub with the default of every collaborator} Nothing is sent yet.
   *
   * @param settings the settings
   * @throws IllegalStateException if Feign, Jackson or Resilience4j is older than this library
   *     supports; the message has the versions
   */
  public static FeignBankHub connect(BankHubSettings settings) {
    return builder(settings).build();
  }

  /**
   * {@return a builder for collaborators such as a clock, a listener or registries}
   *
   * @param settings the settings
   * @throws InvalidFieldException if they are null
   * @throws IllegalStateException if Feign, Jackson or Resilience4j is older than this library
   *     supports; the message has the versions
   */
  public static Builder builder(BankHubSettings settings) {
    SupportedVersions.check();
    return new Builder(settings);
  }

  @Override
  public BankHubEnvironment environment() {
    return own.environment();
  }

  @Override
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    return own.call(operation, fields, reader);
  }

  @Override
  public AccessToken accessToken() {
    return own.accessToken();
  }

  /**
   * {@return the state of the hub now} It makes no call, and never waits. The access token is that
   * of the hub's own client; the calls are those of every client.
   */
  public HubHealth health() {
    return new HubHealth(
        resilience.circuit().getState().name(),
        own.tokens().cached().map(AccessToken::expiresAt),
        events.lastSuccess(),
        events.lastFailure());
  }

  @Override
  public BankHub with(CallOptions options) {
    return own.with(options);
  }

  /**
   * {@return a view of this hub for another client, such as another merchant of a platform} It has
   * its own cache of access tokens, and its own key in the {@link AccessTokenStore}: a token of one
   * client never serves another. It shares everything else: connections, circuit breaker, limits,
   * listener, headers.
   *
   * <p>The key in a store that you set has the client id, but not the secret. So check credentials
   * of a stranger with a hub that has no such store first.
   *
   * <p>Store one view for each client, because it caches the token. There is nothing to close: the
   * view is valid until this hub is closed, and then its calls fail.
   *
   * @param credentials the credentials of the other client
   * @throws InvalidFieldException if they are null
   */
  public BankHub withCredentials(ClientCredentials credentials) {
    return client(requirePresent("credentials", credentials, CREDENTIALS), () -> credentials);
  }

  /**
   * {@return a view of this hub for another client whose secret can change} As {@link
   * #withCredentials(ClientCredentials)}. The supplier is called now, and before each request for
   * an access token: see {@link Builder#credentials}.
   *
   * @param credentials supplies the current credentials of one client
   * @throws InvalidFieldException if it is null, or returns null now
   */
  public BankHub withCredentials(Supplier<ClientCredentials> credentials) {
    ClientCredentials first = requirePresent("credentials", credentials, CREDENTIALS).get();
    return client(requirePresent("credentials", first, CREDENTIALS), credentials);
  }

  /**
   * Closes all connections and ends all threads, also for the views of this hub. Calls in progress
   * and waiting calls fail.
   */
  @Override
  public void close() {
    closing.run();
  }

  private static <T> T requirePresent(String field, @Nullable T value, String expected) {
    if (value == null) {
      throw new InvalidFieldException(field, "is required but was not given", expected);
    }
    return value;
  }

  /** The collaborators of a hub beside its settings. Not thread-safe. */
  public static final class Builder {

    final BankHubSettings settings;
    // One for each client: another client with the same id and a wrong secret must find no token.
    Supplier<AccessTokenStore> stores = AccessTokenStore::inMemory;
    InstantSource clock = InstantSource.system();
    CallListener listener = new CallListener() {};
    Supplier<Map<String, String>> headers = Map::of;
    @Nullable Supplier<ClientCredentials> credentials;
    RetryRegistry retries = RetryRegistry.ofDefaults();
    CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    @Nullable RateLimiterRegistry rates;
    LongSupplier nanos = System::nanoTime;
    @Nullable SSLContext tls;
    @Nullable URI proxy;
    @Nullable ProxySelector proxySelector;
    @Nullable ProxyCredentials proxyCredentials;
    @Nullable Client client;

    private Builder(BankHubSettings settings) {
      this.settings = requirePresent("settings", settings, "BankHubSettings.of(…)");
    }

    /**
     * Sets the store of access tokens, such as one that a fleet shares. If the store fails, this
     * process requests a token of its own, and no call fails.
     *
     * @param value the store; by default one in memory for each client
     * @return this
     */
    public Builder accessTokenStore(AccessTokenStore value) {
      stores = () -> value;
      return this;
    }

    /**
     * Sets the clock for the expiry of access tokens and for an open circuit. With Resilience4j
     * before 2.3, an open circuit uses the system's clock.
     *
     * @param value the clock; the system's by default
     * @return this
     */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /**
     * Sets the listener of the events of calls.
     *
     * @param value the listener; none by default
     * @return this
     */
    public Builder listener(CallListener value) {
      listener = value;
      return this;
    }

    /**
     * Sets the supplier of custom headers, such as {@code traceparent}. It runs at each attempt, on
     * the thread of the call.
     *
     * <p>A header that the library sets itself, and an invalid header, are not sent; the log warns
     * once for each valid name. If the supplier fails, no custom header is sent.
     *
     * @param value supplies names and values; none by default
     * @return this
     */
    public Builder headers(Supplier<Map<String, String>> value) {
      headers = value;
      return this;
    }

    /**
     * Sets the supplier of the client's credentials, so that a new secret needs no restart. It runs
     * before each request for an access token, on the thread of a call.
     *
     * <p>If it throws, or returns another client id than the settings have, a call that needs a new
     * token fails with reason {@code INTERNAL}. No message shows its exception's text.
     *
     * @param value supplies the current credentials, without waiting long; those of the settings by
     *     default
     * @return this
     */
    public Builder credentials(Supplier<ClientCredentials> value) {
      credentials = value;
      return this;
    }

    /**
     * Sets the SSL context: the trust store and the client certificate. The context decides which
     * certificates are trusted: their issuers, and whether they have expired. This library verifies
     * the host name with every context.
     *
     * @param value the context; by default {@link SSLContext#getDefault()} when the hub is built,
     *     which {@link SSLContext#setDefault} and the system properties {@code javax.net.ssl.*} set
     * @return this
     */
    public Builder sslContext(SSLContext value) {
      tls = value;
      return this;
    }

    /**
     * Sets the HTTP proxy of every request, and removes a selector. The hub does not use the
     * platform's proxy settings: see {@link #proxySelector(ProxySelector)}.
     *
     * @param value the address, such as {@code http://proxy.example:3128}; no proxy by default
     * @return this
     * @throws InvalidFieldException if it is null, if it is not an http or https address with a
     *     valid host and port, or if it has a user, a path other than {@code /}, a query or a
     *     fragment
     */
    public Builder proxy(URI value) {
      requirePresent("proxy", value, "an address, or no call of proxy(…)");
      boolean isWeb = String.valueOf(value.getScheme()).matches("(?i)https?");
      String authority = value.getRawAuthority();
      if (!isWeb || authority == null || authority.contains("@") || !isOnlyAuthority(value)) {
        throw new InvalidFieldException(
            "proxy", "is not the address of a proxy", "only scheme, host and port");
      }
      if (HostAndPort.of("proxy", value).port() < 0) {
        throw new InvalidFieldException(
            "proxy", "has no port", "a port such as in http://proxy.example:3128");
      }
      proxy = value;
      proxySelector = null;
      return this;
    }

    private static boolean isOnlyAuthority(URI uri) {
      return uri.getRawPath().matches("/?")
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    }

    /**
     * Sets the selector that chooses the proxy of each request, instead of {@link #proxy(URI)}. The
     * first HTTP proxy that it offers is used, or none if a direct connection comes before it.
     * Other kinds of proxies, such as SOCKS, are skipped. If it offers none of these, the call
     * fails.
     *
     * @param value the selector; none by default. {@link ProxySelector#getDefault()} reads the
     *     system properties {@code https.proxyHost} and {@code http.nonProxyHosts}
     * @return this
     */
    public Builder proxySelector(ProxySelector value) {
      proxySelector = value;
      proxy = null;
      return this;
    }

    /**
     * Sets the credentials for the proxy. They go only to the proxy, as HTTP Basic, with the first
     * request. No message or log shows them.
     *
     * @param user the user, without a colon
     * @param password the password
     * @return this
     * @throws InvalidFieldException if the user is blank or contains a colon, if one is null, or if
     *     one contains a control character; shows neither
     */
    public Builder proxyCredentials(String user, String password) {
      proxyCredentials = new ProxyCredentials(user, password);
      return this;
    }

    /**
     * Sets the registry of the Resilience4j retry, which is named {@code bankhub-} and the host.
     *
     * @param value a registry without such an instance, except one of another hub; a new registry
     *     by default
     * @return this
     */
    public Builder retries(RetryRegistry value) {
      retries = value;
      return this;
    }

    /**
     * Sets the registry of the circuit breaker, which is named {@code bankhub-} and the host. Hubs
     * with the same registry share the circuit of a host. An existing instance is used as it is.
     *
     * @param value the registry; a new one by default
     * @return this
     */
    public Builder circuitBreakers(CircuitBreakerRegistry value) {
      circuits = value;
      return this;
    }

    /**
     * Sets the registry of the bulkhead, which is named {@code bankhub-} and the host. Hubs with
     * the same registry share it. An existing instance is used as it is, and must not wait.
     *
     * @param value the registry; a new one by default
     * @return this
     */
    public Builder bulkheads(BulkheadRegistry value) {
      bulkheads = value;
      return this;
    }

    /**
     * Sets the registry of the rate limiter, which is named {@code bankhub-} and the host. Hubs
     * with the same registry share it. An existing instance is used as it is, even if the settings
     * have no rate limit.
     *
     * @param value the registry; a new one by default
     * @return this
     */
    public Builder rateLimiters(RateLimiterRegistry value) {
      rates = value;
      return this;
    }

    /** None if neither the user nor the settings need one: its classes are not loaded then. */
    private @Nullable RateLimiterRegistry rates() {
      if (rates == null && settings.limits().callsPerSecond() > 0) {
        rates = RateLimiterRegistry.ofDefaults();
      }
      return rates;
    }

    private Network network() {
      if (proxyCredentials != null && proxy == null && proxySelector == null) {
        throw new InvalidFieldException(
            "proxyCredentials", "were given without a proxy", "proxy(…) or proxySelector(…) too");
      }
      return new Network(tls, proxy, proxySelector, proxyCredentials);
    }

    /** Replaces HTTP, for a test without a socket. */
    Builder client(Client value) {
      client = value;
      return this;
    }

    /** Sets the monotonic clock of deadlines, in nanoseconds. */
    Builder nanos(LongSupplier value) {
      nanos = value;
      return this;
    }

    /**
     * {@return the hub, to be closed by the caller} Nothing is sent yet.
     *
     * @throws InvalidFieldException if the retry registry has an instance for this host that no hub
     *     created, if the bulkhead registry has one that waits, if no SSL context was given and the
     *     platform's cannot be created, or if there are credentials for a proxy but no proxy
     */
    public FeignBankHub build() {
      return new FeignBankHub(this);
    }
  }
}
