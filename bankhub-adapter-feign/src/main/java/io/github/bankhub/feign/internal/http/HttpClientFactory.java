package io.github.bankhub.feign.internal.http;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Connections;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The configuration of Apache HttpClient. It notifies the {@link TimedRequest} of its progress. */
final class HttpClientFactory {

  private HttpClientFactory() {}

  /**
   * Without retries, redirects, cookies, credentials and decoding of HttpClient's: this library has
   * its own, or none.
   */
  static CloseableHttpClient create(BankHubSettings settings, Network network) {
    return HttpClients.custom()
        .setConnectionManager(connectionManager(settings, context(settings, network)))
        .setRequestExecutor(new ProgressExecutor(network.credentials()))
        .setRoutePlanner(new Proxies(network.proxy(), network.selector()))
        .setUserAgent(settings.userAgent())
        .evictExpiredConnections()
        .evictIdleConnections(TimeValue.of(settings.connections().maxIdle()))
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  /** {@return the SSL context; null if neither Bank Hub nor the proxy has an https address} */
  private static @Nullable SSLContext context(BankHubSettings settings, Network network) {
    SSLContext tls = network.tls();
    URI proxy = network.proxy();
    boolean isUsed = isHttps(settings.environment().baseUri()) || (proxy != null && isHttps(proxy));
    return tls == null && isUsed ? platformContext() : tls;
  }

  private static boolean isHttps(URI address) {
    return URIScheme.HTTPS.same(address.getScheme());
  }

  private static SSLContext platformContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidFieldException(
          "sslContext",
          "was not given, and the platform's cannot be created",
          "valid system properties javax.net.ssl.*, or a context of your own");
    }
  }

  private static PoolingHttpClientConnectionManager connectionManager(
      BankHubSettings settings, @Nullable SSLContext tls) {
    Connections connections = settings.connections();
    PoolingHttpClientConnectionManager manager =
        new PoolingHttpClientConnectionManager(
            connectionOperator(tls),
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            socket -> new NonLoggingConnection());
    manager.setDefaultMaxPerRoute(connections.max());
    manager.setMaxTotal(connections.max());
    manager.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(settings.timeouts().connect()))
            .setSocketTimeout(Timeout.of(settings.timeouts().response()))
            // Checks a pooled connection before every use. One that is closed would leave the
            // outcome of a create unknown. One with unread bytes would give a false response.
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
            .setTimeToLive(TimeValue.of(connections.maxAge()))
            .build());
    return manager;
  }

  private static HttpClientConnectionOperator connectionOperator(@Nullable SSLContext tls) {
    RegistryBuilder<TlsSocketStrategy> strategies = RegistryBuilder.create();
    if (tls != null) {
      strategies.register(URIScheme.HTTPS.id, timedHandshake(tls));
    }
    return new DefaultHttpClientConnectionOperator(
        socks -> PooledSocket.create(),
        DefaultSchemePortResolver.INSTANCE,
        SystemDefaultDnsResolver.INSTANCE,
        strategies.build());
  }

  /**
   * HttpClient limits each read of a TLS handshake, but not the handshake as a whole. It leaves the
   * host name to the trust manager, which may not look at it. So the verifier is set too.
   */
  private static TlsSocketStrategy timedHandshake(SSLContext tls) {
    TlsSocketStrategy strategy =
        ClientTlsStrategyBuilder.create()
            .setSslContext(tls)
            .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
            .setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier())
            .buildClassic();
    return (socket, target, port, attachment, context) -> {
      TimedRequest request = TimedRequest.of(context);
      request.beginHandshake();
      try {
        return strategy.upgrade(socket, target, port, attachment, context);
      } finally {
        request.endHandshake();
      }
    };
  }
}
