package io.github.bankhub.feign.internal.http;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connects to Bank Hub, with the parts of Apache HttpClient: name resolution, socket, tunnel of a
 * proxy, TLS. It notifies the {@link TimedRequest} of its progress. Thread-safe.
 */
final class Connector {

  /** No timeout of a read: the {@link DeadlineMonitor} closes the socket. */
  private static final SocketConfig SOCKETS =
      SocketConfig.custom().setSoTimeout(Timeout.DISABLED).setTcpNoDelay(true).build();

  private final HttpHost target;
  private final HttpClientConnectionOperator operator;
  private final Timeout connectTimeout;
  private final String userAgent;
  private final @Nullable ProxyCredentials credentials;

  Connector(HttpHost target, BankHubSettings settings, Network network) {
    this.target = target;
    operator = operator(context(settings, network));
    connectTimeout = Timeout.of(settings.timeouts().connect());
    userAgent = settings.userAgent();
    credentials = network.credentials();
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

  private static HttpClientConnectionOperator operator(@Nullable SSLContext tls) {
    RegistryBuilder<TlsSocketStrategy> strategies = RegistryBuilder.create();
    if (tls != null) {
      strategies.register(URIScheme.HTTPS.id, timedHandshake(tls));
    }
    return new DefaultHttpClientConnectionOperator(
        socks -> NonLoggingConnection.newSocket(),
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

  /** Connects for a request, directly or through its proxy. */
  void connect(NonLoggingConnection connection, TimedRequest request)
      throws IOException, HttpException {
    HttpContext context = request.newContext();
    HttpHost proxy = request.proxy();
    HttpHost first = proxy == null ? target : proxy;
    operator.connect(connection, first, null, null, connectTimeout, SOCKETS, null, context);
    if (proxy != null && URIScheme.HTTPS.same(target.getSchemeName())) {
      connection.setSocketTimeout(Timeout.of(request.responseLimit()));
      openTunnel(connection, proxy);
      operator.upgrade(connection, target, null, null, context);
      connection.setSocketTimeout(Timeout.DISABLED);
    }
  }

  private void openTunnel(NonLoggingConnection connection, HttpHost proxy)
      throws IOException, HttpException {
    int port = DefaultSchemePortResolver.INSTANCE.resolve(target);
    String authority = new HttpHost(target.getHostName(), port).toHostString();
    ClassicHttpRequest connect = new BasicClassicHttpRequest(Method.CONNECT, target, authority);
    connect.addHeader(HttpHeaders.HOST, authority);
    connect.addHeader(HttpHeaders.USER_AGENT, userAgent);
    if (credentials != null) {
      connect.addHeader(HttpHeaders.PROXY_AUTHORIZATION, credentials.authorization());
    }
    try {
      failUnlessOpened(proxy, connection.exchange(connect).getCode());
    } catch (HttpException | MessageConstraintException | CharacterCodingException e) {
      failUnlessOpened(proxy, connection.status());
      throw e;
    }
    // A TLS server waits for the client. So bytes that are here already are the proxy's, and would
    // be read as the response to the first request in the tunnel, without TLS.
    if (connection.isStale()) {
      throw new ClientProtocolException("the proxy closed the tunnel, or sent bytes of its own");
    }
  }

  /** Without a status, the proxy did not respond with HTTP. */
  private static void failUnlessOpened(HttpHost proxy, int status) {
    if (status != 0 && status != HttpStatus.SC_OK) {
      throw Failures.rejectedByProxy(proxy.toURI(), status);
    }
  }
}
