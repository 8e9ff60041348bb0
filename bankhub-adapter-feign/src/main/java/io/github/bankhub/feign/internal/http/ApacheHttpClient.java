package io.github.bankhub.feign.internal.http;

import static io.github.bankhub.feign.internal.Logging.LOG;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Connections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** HTTP by Apache HttpClient: one request, one whole and bounded answer, ended when its time is. */
public final class ApacheHttpClient implements Client, AutoCloseable {

  private static final String EXCHANGE = "io.github.bankhub.feign.exchange";

  private final CloseableHttpClient client;
  private final DeadlineMonitor watch;
  private final int answerLimit;
  private volatile boolean closed;

  public ApacheHttpClient(BankHubSettings settings, @Nullable SSLContext tls, @Nullable URI proxy) {
    client = client(settings, tls, proxy);
    watch = new DeadlineMonitor("bankhub-watch-" + settings.environment().baseUri().getAuthority());
    answerLimit = settings.connections().maxResponseBytes();
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    TimedRequest exchange = new TimedRequest(request, (CallContext) options);
    watch.begin(exchange);
    try {
      return send(exchange, request);
    } catch (IOException e) {
      throw told(exchange.failure(e));
    } catch (RuntimeException e) {
      // Of a pool that was shut down, or of a wait for it that was ended, HttpClient says no more.
      throw e instanceof IllegalStateException && !exchange.wasEnded() && !exchange.isSent()
          ? Failures.closed()
          : told(exchange.failure(new ClientProtocolException(e)));
    } finally {
      watch.end(exchange);
    }
  }

  /** What closing cut short is not the service's fault: other hubs may share its circuit. */
  private AttemptException told(AttemptException failure) {
    return closed ? failure.clientCaused() : failure;
  }

  private Response send(TimedRequest exchange, Request request) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(EXCHANGE, exchange);
    ClassicHttpResponse response = client.executeOpen(exchange.target(), exchange, context);
    try {
      if (!exchange.isSent()) {
        throw new ConnectException("the proxy opened no tunnel");
      }
      exchange.answered(response.getCode());
      return Response.builder()
          .request(request)
          .status(response.getCode())
          .headers(headers(response))
          .body(body(exchange, response))
          .build();
    } finally {
      closeQuietly(response);
    }
  }

  /** What was wanted of the answer has been read. */
  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "An answer was not closed in good order: {0}", e.getClass().getName());
    }
  }

  private byte[] body(TimedRequest exchange, ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      if (!readWhole(entity.getContent(), body)) {
        // Closing would read to the end, which may never come.
        exchange.abort();
      }
    } catch (IOException e) {
      exchange.abort();
      // A refusal is one however much of its body came.
      if (response.getCode() / 100 == 2) {
        throw e;
      }
    }
    return body.toByteArray();
  }

  /** Reads to the end, or to a byte more than is allowed. */
  private boolean readWhole(InputStream in, ByteArrayOutputStream body) throws IOException {
    byte[] part = new byte[8192];
    while (body.size() <= answerLimit) {
      int count = in.read(part, 0, Math.min(part.length, answerLimit + 1 - body.size()));
      if (count < 0) {
        return true;
      }
      body.write(part, 0, count);
    }
    return false;
  }

  private static Map<String, Collection<String>> headers(ClassicHttpResponse response) {
    Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), any -> new ArrayList<>()).add(header.getValue());
    }
    return headers;
  }

  /** Closes all connections; requests under way fail. */
  @Override
  public void close() {
    closed = true;
    client.close(CloseMode.IMMEDIATE);
    watch.close();
  }

  /** One owner of retries, redirects, cookies and credentials, and it is not the HTTP client. */
  private static CloseableHttpClient client(
      BankHubSettings settings, @Nullable SSLContext tls, @Nullable URI proxy) {
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(connectionManager(settings, tls))
            .setRequestExecutor(new Executor())
            .evictExpiredConnections()
            .evictIdleConnections(TimeValue.of(settings.connections().maxIdle()))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching();
    if (proxy != null) {
      builder.setProxy(new HttpHost(proxy.getScheme(), proxy.getHost(), proxy.getPort()));
    }
    return builder.build();
  }

  private static PoolingHttpClientConnectionManager connectionManager(
      BankHubSettings settings, @Nullable SSLContext tls) {
    Connections connections = settings.connections();
    PoolingHttpClientConnectionManagerBuilder builder =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(NonLoggingConnection::over)
            .setMaxConnPerRoute(connections.max())
            .setMaxConnTotal(connections.max())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(settings.timeouts().connect()))
                    .setSocketTimeout(Timeout.of(settings.timeouts().response()))
                    // A millisecond each time, against creations that nobody knows the end of.
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .setTimeToLive(TimeValue.of(connections.maxAge()))
                    .build());
    return builder.setTlsSocketStrategy(secured(tls)).build();
  }

  /** A read during the handshake has a timeout, but the handshake as a whole has none. */
  private static TlsSocketStrategy secured(@Nullable SSLContext tls) {
    ClientTlsStrategyBuilder builder = ClientTlsStrategyBuilder.create();
    TlsSocketStrategy strategy =
        (tls == null ? builder : builder.setSslContext(tls)).buildClassic();
    return (socket, target, port, attachment, context) -> {
      TimedRequest exchange = (TimedRequest) context.getAttribute(EXCHANGE);
      exchange.shakesHands(true);
      try {
        return strategy.upgrade(socket, target, port, attachment, context);
      } finally {
        exchange.shakesHands(false);
      }
    };
  }

  /** Tells the exchange when its first byte leaves: before, it was not sent, whatever happened. */
  private static final class Executor extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback information,
        HttpContext context)
        throws IOException, HttpException {
      // A request to a proxy for a tunnel is none of ours.
      if (context.getAttribute(EXCHANGE) instanceof TimedRequest exchange
          && !request.getMethod().equals("CONNECT")) {
        exchange.sending(request);
      }
      return super.execute(request, connection, information, context);
    }
  }
}
