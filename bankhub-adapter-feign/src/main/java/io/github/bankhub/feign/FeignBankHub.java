package io.github.bankhub.feign;

import feign.Client;
import feign.Feign;
import feign.Retryer;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.feign.internal.auth.BearerAuthClient;
import io.github.bankhub.feign.internal.auth.CachedAccessTokens;
import io.github.bankhub.feign.internal.call.CallEvents;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.call.Registries;
import io.github.bankhub.feign.internal.call.Resilience;
import io.github.bankhub.feign.internal.http.ApacheHttpClient;
import io.github.bankhub.feign.internal.http.BasicAuthClient;
import io.github.bankhub.feign.internal.http.RequestSender;
import io.github.bankhub.feign.internal.port.FeignBankAccounts;
import io.github.bankhub.feign.internal.port.FeignLinkTokens;
import io.github.bankhub.feign.internal.response.JsonCodec;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.wire.AccessTokenApi;
import io.github.bankhub.feign.wire.BankAccountApi;
import io.github.bankhub.feign.wire.LinkTokenApi;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * SePay Bank Hub over HTTP.
 *
 * <p>Thread-safe, and meant to live as long as the application: it holds the connections and the
 * access token. Redirects are never followed, TLS is never weakened, and no failure leaves it but
 * {@link io.github.bankhub.domain.failure.BankHubException}.
 *
 * <pre>{@code
 * BankHubSettings settings = BankHubSettings.of(BankHubEnvironment.SANDBOX, credentials);
 * try (FeignBankHub hub = FeignBankHub.connect(settings)) {
 *   LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
 * }
 * }</pre>
 */
public final class FeignBankHub implements BankHub, AutoCloseable {

  private final BankHubEnvironment environment;
  private final LinkTokens linkTokens;
  private final BankAccounts bankAccounts;
  private final AccessTokens accessTokens;
  private final Runnable closing;

  private FeignBankHub(Builder parts) {
    BankHubSettings settings = parts.settings;
    environment = settings.environment();
    CallEvents observers = new CallEvents(parts.listener);
    Resilience resilience =
        Resilience.of(
            settings,
            new Registries(parts.retries, parts.circuits, parts.bulkheads, parts.rates),
            parts.clock,
            observers);
    CallExecutor calls = new CallExecutor(settings, resilience, observers, parts.nanos);
    Client client = parts.client;
    if (client == null) {
      ApacheHttpClient wire = new ApacheHttpClient(settings, parts.tls, parts.proxy);
      client = wire;
      closing =
          () -> {
            resilience.close();
            wire.close();
          };
    } else {
      closing = resilience::close;
    }
    RequestSender transport =
        new RequestSender(client, settings, parts.clock, parts.headers, observers);
    CachedAccessTokens tokens =
        new CachedAccessTokens(
            api(AccessTokenApi.class, new BasicAuthClient(transport, settings.credentials())),
            calls,
            settings,
            parts.store,
            parts.clock,
            parts.nanos);
    accessTokens =
        () -> {
          AccessToken own = tokens.own();
          return own == null
              ? calls.call(Operation.CREATE_ACCESS_TOKEN, List.of(), tokens::current)
              : own;
        };
    Client bearing = new BearerAuthClient(transport, tokens);
    linkTokens =
        new FeignLinkTokens(api(LinkTokenApi.class, bearing), calls, environment, settings.zone());
    bankAccounts =
        new FeignBankAccounts(api(BankAccountApi.class, bearing), calls, settings.zone());
  }

  /**
   * Makes a hub with all else at its default. Nothing is sent yet.
   *
   * @param settings how it behaves
   * @return the hub, to be closed by the caller
   */
  public static FeignBankHub connect(BankHubSettings settings) {
    return builder(settings).build();
  }

  /**
   * Begins a hub that is given more than settings: things that do something.
   *
   * @param settings how it behaves
   * @return a builder
   */
  public static Builder builder(BankHubSettings settings) {
    return new Builder(settings);
  }

  @Override
  public BankHubEnvironment environment() {
    return environment;
  }

  @Override
  public LinkTokens linkTokens() {
    return linkTokens;
  }

  @Override
  public BankAccounts bankAccounts() {
    return bankAccounts;
  }

  @Override
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /** Closes all connections and ends all threads; calls under way fail, those that wait too. */
  @Override
  public void close() {
    closing.run();
  }

  private <T> T api(Class<T> type, Client client) {
    JsonCodec codec = new JsonCodec();
    return Feign.builder()
        .client(client)
        .encoder(codec)
        .decoder(codec)
        .retryer(Retryer.NEVER_RETRY)
        .target(type, environment.baseUri().toString());
  }

  /** What a hub is made of beside its settings. Not thread-safe. */
  public static final class Builder {

    final BankHubSettings settings;
    AccessTokenStore store = AccessTokenStore.inMemory();
    InstantSource clock = InstantSource.system();
    CallListener listener = new CallListener() {};
    Supplier<Map<String, String>> headers = Map::of;
    RetryRegistry retries = RetryRegistry.ofDefaults();
    CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    RateLimiterRegistry rates = RateLimiterRegistry.ofDefaults();
    LongSupplier nanos = System::nanoTime;
    @Nullable SSLContext tls;
    @Nullable URI proxy;
    @Nullable Client client;

    private Builder(BankHubSettings settings) {
      if (settings == null) {
        throw new InvalidFieldException(
            "settings", "are required but were not given", "BankHubSettings.of(…)");
      }
      this.settings = settings;
    }

    /**
     * Where access tokens are kept. A store that fails costs a token of this process's own, no
     * call.
     *
     * @param value a store, such as one that a fleet shares; in memory if not given
     * @return this
     */
    public Builder accessTokenStore(AccessTokenStore value) {
      store = value;
      return this;
    }

    /**
     * The clock by which access tokens age and an open circuit waits.
     *
     * @param value the clock; the system's if not given
     * @return this
     */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /**
     * Who is told what happens.
     *
     * @param value the listener; nobody if not given
     * @return this
     */
    public Builder listener(CallListener value) {
      listener = value;
      return this;
    }

    /**
     * Headers to send beside the library's own, such as {@code traceparent}. Asked for at each
     * attempt, on the thread that calls. Those that the library sets, and whatever cannot stand in
     * a header, are left out, with one warning in the log for each name that can be one; so are
     * all, if the supplier fails.
     *
     * @param value gives names and values; none if not given
     * @return this
     */
    public Builder headers(Supplier<Map<String, String>> value) {
      headers = value;
      return this;
    }

    /**
     * Whom to trust, and with which certificate to show oneself. Certificates and host names are
     * verified in any case.
     *
     * @param value the context; the platform's if not given
     * @return this
     */
    public Builder sslContext(SSLContext value) {
      tls = value;
      return this;
    }

    /**
     * The HTTP proxy to go through; one that asks for credentials is not supported.
     *
     * @param value such as {@code http://proxy.example:3128}; none if not given
     * @return this
     * @throws InvalidFieldException if it is no http or https address with host and port, or holds
     *     more than that
     */
    public Builder proxy(URI value) {
      boolean isAddress =
          ("http".equals(value.getScheme()) || "https".equals(value.getScheme()))
              && value.getHost() != null
              && value.getPort() > 0
              && value.getRawUserInfo() == null;
      if (!isAddress) {
        throw new InvalidFieldException(
            "proxy", "is no address of a proxy", "scheme, host and port alone");
      }
      proxy = value;
      return this;
    }

    /**
     * Where the instance of Resilience4j's retry is kept, under {@code bankhub-} and the host.
     *
     * @param value a registry without such an instance, but of another hub; one of the hub's own if
     *     not given
     * @return this
     */
    public Builder retries(RetryRegistry value) {
      retries = value;
      return this;
    }

    /**
     * Where the circuit breaker is kept, under {@code bankhub-} and the host. Hubs with one
     * registry share the circuit of a host. An instance that is there already is used as it is.
     *
     * @param value a registry; one of the hub's own if not given
     * @return this
     */
    public Builder circuitBreakers(CircuitBreakerRegistry value) {
      circuits = value;
      return this;
    }

    /**
     * Where the bulkhead is kept, under {@code bankhub-} and the host. Hubs with one registry share
     * it. An instance that is there already is used as it is, and must not wait.
     *
     * @param value a registry; one of the hub's own if not given
     * @return this
     */
    public Builder bulkheads(BulkheadRegistry value) {
      bulkheads = value;
      return this;
    }

    /**
     * Where the rate limiter is kept, under {@code bankhub-} and the host. Hubs with one registry
     * share it. An instance that is there already is used as it is, even if the settings choose no
     * rate.
     *
     * @param value a registry; one of the hub's own if not given
     * @return this
     */
    public Builder rateLimiters(RateLimiterRegistry value) {
      rates = value;
      return this;
    }

    /** Takes the place of HTTP, so that a test can do without a socket. */
    Builder client(Client value) {
      client = value;
      return this;
    }

    /** The time by which calls end, in nanoseconds from anywhere. */
    Builder nanos(LongSupplier value) {
      nanos = value;
      return this;
    }

    /**
     * Makes the hub. Nothing is sent yet.
     *
     * @return the hub, to be closed by the caller
     * @throws InvalidFieldException if the registry of retries holds an instance of this host that
     *     is not a hub's, or the one of bulkheads one that waits
     */
    public FeignBankHub build() {
      return new FeignBankHub(this);
    }
  }
}
