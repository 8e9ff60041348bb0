package io.github.bankhub.feign.internal.http;

import io.github.bankhub.feign.internal.call.Failures;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request over a connection, and notes how far it got. It also sends the credentials for
 * the proxy, only to the proxy, and after HttpClient has logged the headers.
 */
final class ProgressExecutor extends HttpRequestExecutor {

  private final @Nullable ProxyCredentials credentials;

  ProgressExecutor(@Nullable ProxyCredentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback information,
      HttpContext context)
      throws IOException, HttpException {
    boolean isConnect = Method.CONNECT.isSame(request.getMethod());
    TimedRequest timed = TimedRequest.of(context);
    // Through a tunnel, only Bank Hub reads the request.
    HttpHost proxy = isConnect || !timed.isSecure() ? timed.proxy() : null;
    if (proxy != null && credentials != null) {
      request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, credentials.authorization());
    }
    // A CONNECT asks a proxy for a tunnel. It is a request of HttpClient's.
    if (!isConnect) {
      timed.sending(request);
    }
    ResponseHeadParser heads = ((NonLoggingConnection) connection).heads();
    heads.begin();
    try {
      ClassicHttpResponse response = super.execute(request, connection, information, context);
      failIfRejected(proxy, isConnect, response.getCode());
      if (isConnect) {
        failIfStale(connection);
      }
      return response;
    } catch (HttpException | MessageConstraintException | CharacterCodingException e) {
      failIfRejected(proxy, isConnect, heads.status());
      if (!isConnect) {
        timed.received(heads.status());
      }
      throw e;
    }
  }

  /**
   * A TLS server waits for the client. So bytes that are here already are the proxy's, and would be
   * read as the response to the first request in the tunnel, without TLS.
   */
  private static void failIfStale(HttpClientConnection connection) throws IOException {
    if (connection.isStale()) {
      throw new ClientProtocolException("the proxy closed the tunnel, or sent bytes of its own");
    }
  }

  /** Only a proxy responds with 407. It responds to a CONNECT with 200, or it opens no tunnel. */
  private static void failIfRejected(@Nullable HttpHost proxy, boolean isConnect, int status) {
    boolean hasNoTunnel = isConnect && status != 0 && status != HttpStatus.SC_OK;
    if (proxy != null && (hasNoTunnel || status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED)) {
      throw Failures.rejectedByProxy(proxy.toURI(), status);
    }
  }
}
