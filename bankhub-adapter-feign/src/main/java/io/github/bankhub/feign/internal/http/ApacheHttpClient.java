package io.github.bankhub.feign.internal.http;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.internal.response.LimitedBody;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * HTTP over connections of Apache HttpClient: sends one request, and reads its whole response up to
 * a size limit and a deadline. It leaves out HttpClient's own layers above the connections:
 * retries, redirects, cookies, authentication and decoding. Thread-safe.
 */
public final class ApacheHttpClient implements Client, AutoCloseable {

  private final String origin;
  private final HttpHost target;
  private final URIAuthority authority;
  private final Proxies proxies;
  private final @Nullable ProxyCredentials credentials;
  private final Connector connector;
  private final ConnectionPool pool;
  private final DeadlineMonitor monitor;
  private final int maxResponseBytes;
  private final Duration maxIdle;
  private final List<String> proxySecrets;
  private volatile boolean closed;

  public ApacheHttpClient(BankHubSettings settings, Network network) {
    URI base = settings.environment().baseUri();
    String scheme = base.getScheme().toLowerCase(Locale.ROOT);
    origin = scheme + "://" + base.getRawAuthority();
    HostAndPort address = HostAndPort.of("baseUri", base);
    target = new HttpHost(scheme, address.host(), address.port());
    authority = new URIAuthority(target);
    proxies = new Proxies(network.proxy(), network.selector());
    credentials = network.credentials();
    connector = new Connector(target, settings, network);
    pool = new ConnectionPool(settings.connections());
    monitor = new DeadlineMonitor("bankhub-deadline-" + base.getAuthority(), pool::closeExpired);
    maxResponseBytes = settings.connections().maxResponseBytes();
    maxIdle = settings.connections().maxIdle();
    proxySecrets = credentials == null ? List.of() : credentials.secrets();
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    CallContext call = CallContext.of(options);
    proxySecrets.forEach(call::addSecret);
    TimedRequest timed = new TimedRequest(call, target);
    monitor.begin(timed);
    try {
      return send(timed, request);
    } catch (AttemptException e) {
      throw e;
    } catch (HttpException e) {
      throw failure(timed, new ClientProtocolException(e));
    } catch (Throwable e) {
      throw failure(timed, e);
    } finally {
      monitor.end(timed);
    }
  }

  private AttemptException failure(TimedRequest timed, Throwable e) {
    if (e instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    return closed && !timed.isSent() && !timed.wasAborted()
        ? Failures.closed()
        : unlessClosed(timed.failure(e));
  }

  /** Closing this client aborts requests. That is no fault of the service. */
  private AttemptException unlessClosed(AttemptException failure) {
    return closed ? failure.clientCaused() : failure;
  }

  private Response send(TimedRequest timed, Request request) throws IOException, HttpException {
    HttpHost proxy = proxies.choose(target);
    timed.setProxy(proxy);
    NonLoggingConnection connection = pool.lease(proxy, timed.connectLimit());
    Duration keepAlive = Duration.ZERO;
    try {
      timed.use(connection);
      if (connection.isNew()) {
        connector.connect(connection, timed);
      }
      // Through a tunnel, only Bank Hub reads the request.
      HttpHost reader = URIScheme.HTTPS.same(target.getSchemeName()) ? null : proxy;
      ClassicHttpResponse head = exchange(timed, connection, message(request, reader), reader);
      LimitedBody body = new LimitedBody(maxResponseBytes);
      if (readToEnd(head, body)) {
        keepAlive = keepAlive(head);
      }
      return Response.builder()
          .request(request)
          .status(head.getCode())
          .headers(headers(head))
          .body(body.bytes())
          .build();
    } finally {
      timed.leaveConnection();
      pool.release(connection, keepAlive);
    }
  }

  /**
   * {@return the request as HttpCore sends it}
   *
   * @param reader the proxy that reads it; null if only Bank Hub does
   */
  private ClassicHttpRequest message(Request request, @Nullable HttpHost reader) {
    String url = request.url();
    if (!url.startsWith(origin)) {
      throw new IllegalArgumentException("the request is for another host");
    }
    BasicClassicHttpRequest message =
        new BasicClassicHttpRequest(
            request.httpMethod().name(),
            target.getSchemeName(),
            authority,
            url.substring(origin.length()));
    message.setAbsoluteRequestUri(reader != null);
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> message.addHeader(name, value));
              }
            });
    message.addHeader(HttpHeaders.HOST, authority);
    int length = request.body() == null ? 0 : request.body().length;
    if (length > 0) {
      message.setEntity(new ByteArrayEntity(request.body(), null));
    }
    if (length > 0 || request.httpMethod().isWithBody()) {
      message.addHeader(HttpHeaders.CONTENT_LENGTH, length);
    }
    if (reader == null) {
      message.addHeader(HttpHeaders.CONNECTION, "keep-alive");
    } else if (credentials != null) {
      message.addHeader(HttpHeaders.PROXY_AUTHORIZATION, credentials.authorization());
    }
    return message;
  }

  private static ClassicHttpResponse exchange(
      TimedRequest timed,
      NonLoggingConnection connection,
      ClassicHttpRequest message,
      @Nullable HttpHost reader)
      throws IOException, HttpException {
    timed.sending();
    try {
      ClassicHttpResponse head = connection.exchange(message);
      failIfRejected(reader, head.getCode());
      timed.received(head.getCode());
      return head;
    } catch (HttpException | MessageConstraintException | CharacterCodingException e) {
      failIfRejected(reader, connection.status());
      timed.received(connection.status());
      throw e;
    }
  }

  /** Only a proxy responds with 407. */
  private static void failIfRejected(@Nullable HttpHost proxy, int status) {
    if (proxy != null && status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
      throw Failures.rejectedByProxy(proxy.toURI(), status);
    }
  }

  /** {@return true if the body was read to its end; false if it is too large, or cut} */
  private static boolean readToEnd(ClassicHttpResponse head, LimitedBody body) throws IOException {
    HttpEntity entity = head.getEntity();
    if (entity == null) {
      return true;
    }
    try {
      return body.readFrom(entity.getContent(), entity.getContentLength());
    } catch (IOException e) {
      // The status alone makes an error response; a success needs its whole body.
      if (head.getCode() / 100 == 2) {
        throw e;
      }
      return false;
    }
  }

  /** {@return how long the connection may be idle after a response; zero if it must be closed} */
  private Duration keepAlive(ClassicHttpResponse head) {
    if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(null, head, null)) {
      return Duration.ZERO;
    }
    return head.containsHeader(HttpHeaders.KEEP_ALIVE)
        ? DefaultConnectionKeepAliveStrategy.INSTANCE
            .getKeepAliveDuration(head, HttpClientContext.create())
            .toDuration()
        : maxIdle;
  }

  private static Map<String, Collection<String>> headers(ClassicHttpResponse head) {
    Map<String, Collection<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : head.getHeaders()) {
      if (BufferedResponse.usesHeader(header.getName())) {
        headers.merge(header.getName(), List.of(header.getValue()), ApacheHttpClient::both);
      }
    }
    return headers;
  }

  private static Collection<String> both(Collection<String> first, Collection<String> more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }

  /** Closes all connections. Requests in progress fail. */
  @Override
  public void close() {
    closed = true;
    pool.close();
    monitor.close();
  }
}
