package io.github.bankhub.feign;

import feign.Client;
import feign.Feign;
import feign.Request;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.feign.wire.AccessTokenApi;
import io.github.bankhub.feign.wire.LinkTokenApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * SePay Bank Hub over HTTP.
 *
 * <p>Thread-safe, and meant to live as long as the application: it holds the connections and the
 * access token. Redirects are never followed, TLS is never weakened, and no failure leaves it but
 * {@link io.github.bankhub.domain.failure.BankHubException}.
 *
 * <pre>{@code
 * try (FeignBankHub hub =
 *     FeignBankHub.builder()
 *         .environment(Environment.SANDBOX)
 *         .credentials(ClientCredentials.of(clientId, clientSecret))
 *         .build()) {
 *   LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
 * }
 * }</pre>
 */
public final class FeignBankHub implements BankHub, AutoCloseable {

  private final Environment environment;
  private final LinkTokens linkTokens;
  private final AccessTokens accessTokens;
  private final @Nullable CloseableHttpClient ownClient;

  private FeignBankHub(Builder settings, ClientCredentials credentials) {
    environment = settings.environment;
    ownClient = settings.client == null ? httpClient(settings) : null;
    Client client =
        ownClient == null
            ? Objects.requireNonNull(settings.client)
            : new ApacheHttp5Client(ownClient);

    Transport transport = new Transport(client, settings.userAgent, settings.clock);
    Calls calls =
        new Calls(
            new Calls.Retries(
                settings.maxAttempts,
                settings.firstPause,
                settings.longestPause,
                settings.callTimeout));
    CachedAccessTokens tokens =
        new CachedAccessTokens(
            api(AccessTokenApi.class, settings, basic(transport, credentials)),
            calls,
            settings.store,
            new AccessTokenStore.Key(environment.baseUri(), credentials.clientId()),
            settings.clock,
            settings.renewalMargin,
            settings.callTimeout);
    accessTokens = () -> calls.call(Operation.CREATE_ACCESS_TOKEN, List.of(), tokens::current);
    linkTokens =
        new FeignLinkTokens(
            api(LinkTokenApi.class, settings, bearer(transport, tokens)),
            calls,
            environment,
            settings.zone);
  }

  /**
   * Begins a hub: {@link Builder#credentials(ClientCredentials)} is required, all else has a
   * default.
   *
   * @return a builder for the sandbox
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Environment environment() {
    return environment;
  }

  @Override
  public LinkTokens linkTokens() {
    return linkTokens;
  }

  @Override
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /** Closes all connections; calls under way fail. */
  @Override
  public void close() {
    if (ownClient != null) {
      ownClient.close(CloseMode.IMMEDIATE);
    }
  }

  private static <T> T api(Class<T> type, Builder settings, Client client) {
    JsonCodec codec = new JsonCodec();
    return Feign.builder()
        .client(client)
        .encoder(codec)
        .decoder(codec)
        .retryer(Retryer.NEVER_RETRY)
        .options(
            new Request.Options(
                settings.connectTimeout.toMillis(),
                TimeUnit.MILLISECONDS,
                settings.responseTimeout.toMillis(),
                TimeUnit.MILLISECONDS,
                false))
        .target(type, settings.environment.baseUri().toString());
  }

  private static Client basic(Transport transport, ClientCredentials credentials) {
    String pair = credentials.clientId() + ":" + credentials.clientSecret().reveal();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return (request, options) ->
        Transport.success(
            request, transport.send(request, options, basic, credentials.clientSecret()));
  }

  /** Renews a refused token once. The refused request was not performed, so it may be repeated. */
  private static Client bearer(Transport transport, CachedAccessTokens tokens) {
    return (request, options) -> {
      AccessToken token = tokens.forAnotherCall();
      Answer answer = transport.send(request, options, "Bearer " + token.reveal(), token);
      if (answer.status() == 401) {
        AccessToken renewed = tokens.inPlaceOf(token, answer);
        answer = transport.send(request, options, "Bearer " + renewed.reveal(), renewed);
      }
      return Transport.success(request, answer);
    };
  }

  /** One owner of retries, redirects, cookies and credentials, and it is not the HTTP client. */
  private static CloseableHttpClient httpClient(Builder settings) {
    Timeout connect = Timeout.of(settings.connectTimeout);
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(settings.maxConnections)
                .setMaxConnTotal(settings.maxConnections)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(settings.responseTimeout))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setConnectionRequestTimeout(connect).build())
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }

  /** The settings of a hub. Not thread-safe. */
  public static final class Builder {

    private Environment environment = Environment.SANDBOX;
    private @Nullable ClientCredentials credentials;
    private AccessTokenStore store = AccessTokenStore.inMemory();
    private InstantSource clock = InstantSource.system();
    private ZoneId zone = LinkTokenExpiry.VIETNAM;
    private String userAgent = "bankhub-java/" + version();
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration responseTimeout = Duration.ofSeconds(10);
    private Duration callTimeout = Duration.ofSeconds(30);
    private Duration renewalMargin = Duration.ofSeconds(60);
    private Duration firstPause = Duration.ofMillis(200);
    private Duration longestPause = Duration.ofSeconds(2);
    private int maxAttempts = 3;
    private int maxConnections = 50;
    private @Nullable Client client;

    private Builder() {}

    /**
     * Which Bank Hub to talk to.
     *
     * @param value the environment; {@link Environment#SANDBOX} if not given
     * @return this
     */
    public Builder environment(Environment value) {
      environment = value;
      return this;
    }

    /**
     * Who is talking. Required.
     *
     * @param value the credentials that SePay handed out
     * @return this
     */
    public Builder credentials(ClientCredentials value) {
      credentials = value;
      return this;
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
     * The clock by which access tokens age.
     *
     * @param value the clock; the system's if not given
     * @return this
     */
    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    /**
     * The zone of SePay's zone-less times.
     *
     * @param value the zone; Asia/Ho_Chi_Minh if not given
     * @return this
     */
    public Builder zone(ZoneId value) {
      zone = value;
      return this;
    }

    /**
     * The {@code User-Agent}. Be honest: the firewall before Bank Hub judges by it too.
     *
     * @param value visible ASCII characters and spaces; the library's name and version if not given
     * @return this
     * @throws InvalidFieldException if it is blank or holds another character
     */
    public Builder userAgent(String value) {
      if (!value.matches("[ -~]*[!-~][ -~]*")) {
        throw new InvalidFieldException(
            "user_agent", "is \"" + value + "\"", "visible ASCII characters, such as shop/1.4");
      }
      userAgent = value;
      return this;
    }

    /**
     * How long to wait for a connection, and for a free place among them.
     *
     * @param value a millisecond to a day; 5 s if not given
     * @return this
     * @throws InvalidFieldException if it is shorter or longer
     */
    public Builder connectTimeout(Duration value) {
      connectTimeout = atLeastOneMilli("connect_timeout", value);
      return this;
    }

    /**
     * How long to wait for the answer of one attempt, between any two of its bytes.
     *
     * @param value a millisecond to a day; 10 s if not given
     * @return this
     * @throws InvalidFieldException if it is shorter or longer
     */
    public Builder responseTimeout(Duration value) {
      responseTimeout = atLeastOneMilli("response_timeout", value);
      return this;
    }

    /**
     * When to give up on a call: nothing is repeated after this time. An attempt under way then
     * still ends by {@link #responseTimeout(Duration)}.
     *
     * @param value a millisecond to a day; 30 s if not given
     * @return this
     * @throws InvalidFieldException if it is shorter or longer
     */
    public Builder callTimeout(Duration value) {
      callTimeout = atLeastOneMilli("call_timeout", value);
      return this;
    }

    /**
     * How long before its end an access token is renewed; never more than a tenth of its life.
     *
     * @param value zero or more; 60 s if not given
     * @return this
     * @throws InvalidFieldException if it is negative
     */
    public Builder renewalMargin(Duration value) {
      if (value.isNegative()) {
        throw new InvalidFieldException("renewal_margin", "is " + value, "zero or more");
      }
      renewalMargin = value;
      return this;
    }

    /**
     * How often a call is tried in all. Creating is repeated only if it cannot have been performed.
     *
     * @param value 1 or more; 3 if not given
     * @return this
     * @throws InvalidFieldException if it is less
     */
    public Builder maxAttempts(int value) {
      maxAttempts = atLeastOne("max_attempts", value);
      return this;
    }

    /**
     * How long to pause between attempts: a random time up to a bound that doubles each time. A
     * {@code Retry-After} of the answer takes its place.
     *
     * @param first the bound before the second attempt; 200 ms if not given
     * @param longest the highest bound; 2 s if not given
     * @return this
     * @throws InvalidFieldException if either is shorter than a millisecond or longer than a day
     */
    public Builder pauses(Duration first, Duration longest) {
      firstPause = atLeastOneMilli("first_pause", first);
      longestPause = atLeastOneMilli("longest_pause", longest);
      return this;
    }

    /**
     * How many connections there are at most.
     *
     * @param value 1 or more; 50 if not given
     * @return this
     * @throws InvalidFieldException if it is less
     */
    public Builder maxConnections(int value) {
      maxConnections = atLeastOne("max_connections", value);
      return this;
    }

    /** Takes the place of HTTP, so that a test can do without a socket. */
    Builder client(Client value) {
      client = value;
      return this;
    }

    /**
     * Makes the hub. Nothing is sent yet.
     *
     * @return the hub, to be closed by the caller
     * @throws InvalidFieldException if there are no credentials
     */
    public FeignBankHub build() {
      if (credentials == null) {
        throw new InvalidFieldException(
            "credentials", "are required but were not given", "the client id and secret of SePay");
      }
      return new FeignBankHub(this, credentials);
    }

    private static Duration atLeastOneMilli(String field, Duration value) {
      if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
        throw new InvalidFieldException(field, "is " + value, "a millisecond to a day");
      }
      return value;
    }

    private static int atLeastOne(String field, int value) {
      if (value < 1) {
        throw new InvalidFieldException(field, "is " + value, "1 or more");
      }
      return value;
    }

    private static String version() {
      try (InputStream text = FeignBankHub.class.getResourceAsStream("version.txt")) {
        return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
            .strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
