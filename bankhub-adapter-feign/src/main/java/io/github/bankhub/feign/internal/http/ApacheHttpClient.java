package io.github.bankhub.feign.internal.http;

import static io.github.bankhub.feign.internal.Logging.LOG;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * HTTP by Apache HttpClient: sends one request, and reads its whole response up to a size limit and
 * a deadline. Thread-safe.
 */
public final class ApacheHttpClient implements Client, AutoCloseable {

  private final CloseableHttpClient client;
  private final DeadlineMonitor monitor;
  private final int maxResponseBytes;
  private final List<String> proxySecrets;
  private volatile boolean closed;

  public ApacheHttpClient(BankHubSettings settings, Network network) {
    client = HttpClientFactory.create(settings, network);
    monitor =
        new DeadlineMonitor("bankhub-deadline-" + settings.environment().baseUri().getAuthority());
    maxResponseBytes = settings.connections().maxResponseBytes();
    ProxyCredentials credentials = network.credentials();
    proxySecrets = credentials == null ? List.of() : credentials.secrets();
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    CallContext call = CallContext.of(options);
    proxySecrets.forEach(call::addSecret);
    TimedRequest timed = new TimedRequest(request, call);
    monitor.begin(timed);
    try {
      return send(timed, request);
    } catch (IOException e) {
      throw unlessClosed(timed.failure(e));
    } catch (AttemptException e) {
      throw e;
    } catch (RuntimeException e) {
      // HttpClient reports a closed pool, or an interrupted wait for it, by this type only.
      throw e instanceof IllegalStateException && !timed.wasAborted() && !timed.isSent()
          ? Failures.closed()
          : unlessClosed(timed.failure(new ClientProtocolException(e)));
    } finally {
      monitor.end(timed);
    }
  }

  /** Closing this client aborts requests. That is no fault of the service. */
  private AttemptException unlessClosed(AttemptException failure) {
    return closed ? failure.clientCaused() : failure;
  }

  private Response send(TimedRequest timed, Request request) throws IOException {
    ClassicHttpResponse response = client.executeOpen(timed.target(), timed, timed.newContext());
    try {
      timed.received(response.getCode());
      return Response.builder()
          .request(request)
          .status(response.getCode())
          .headers(headers(response))
          .body(body(timed, response))
          .build();
    } finally {
      closeQuietly(response);
    }
  }

  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Failed to close the response: {0}", e.getClass().getName());
    }
  }

  private byte[] body(TimedRequest timed, ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      if (!readToEnd(entity.getContent(), body)) {
        // Closing would read the rest, which may never end.
        timed.abort();
      }
    } catch (IOException e) {
      timed.abort();
      // The status alone makes an error response; a success needs its whole body.
      if (response.getCode() / 100 == 2) {
        throw e;
      }
    }
    return body.toByteArray();
  }

  /**
   * Reads to the end, or one byte beyond the limit.
   *
   * @return true if it read to the end
   */
  private boolean readToEnd(InputStream in, ByteArrayOutputStream body) throws IOException {
    byte[] part = new byte[8192];
    while (body.size() <= maxResponseBytes) {
      int count = in.read(part, 0, Math.min(part.length, maxResponseBytes + 1 - body.size()));
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

  /** Closes all connections. Requests in progress fail. */
  @Override
  public void close() {
    closed = true;
    client.close(CloseMode.IMMEDIATE);
    monitor.close();
  }
}
