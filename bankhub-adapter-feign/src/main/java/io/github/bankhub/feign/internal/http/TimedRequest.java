package io.github.bankhub.feign.internal.http;

import feign.Request;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request: its deadline, and how far it got. The thread of the call uses it, and the {@link
 * DeadlineMonitor} aborts it.
 */
final class TimedRequest extends HttpUriRequestBase {

  private static final long serialVersionUID = 1L;
  private static final String ATTRIBUTE = "io.github.bankhub.feign.request";

  private final transient CallContext call;
  private final transient Thread caller = Thread.currentThread();
  private final transient Duration beganAfter;
  private final transient @Nullable String query;
  private volatile @Nullable Duration sentAfter;
  private volatile @Nullable Duration handshakeBeganAfter;
  private volatile @Nullable Reason abortReason;
  private transient @Nullable HttpHost proxy;
  private int status;

  TimedRequest(Request request, CallContext call) {
    super(request.httpMethod().name(), URI.create(request.url().replaceFirst("\\?.*", "")));
    this.call = call;
    beganAfter = call.elapsed();
    query = URI.create(request.url()).getRawQuery();
    request.headers().forEach((name, values) -> values.forEach(value -> add(name, value)));
    byte[] body = request.body();
    if (body != null && body.length > 0) {
      setEntity(new ByteArrayEntity(body, null));
    }
    setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(call.connectLimit()))
            .setResponseTimeout(Timeout.of(call.responseLimit()))
            .setProtocolUpgradeEnabled(false)
            .setAuthenticationEnabled(false)
            .build());
  }

  /** {@return the context with which this request is executed} */
  HttpClientContext newContext() {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(ATTRIBUTE, this);
    return context;
  }

  /** {@return the request that is executed with a context} */
  static TimedRequest of(HttpContext context) {
    return (TimedRequest) context.getAttribute(ATTRIBUTE);
  }

  /** HttpClient computes the content length itself, and rejects a request that sets it. */
  private void add(String name, String value) {
    if (!name.equalsIgnoreCase("Content-Length")) {
      addHeader(name, value);
    }
  }

  HttpHost target() {
    return new HttpHost(getScheme(), getAuthority());
  }

  void setProxy(HttpHost chosen) {
    proxy = chosen;
  }

  /** {@return the proxy of this request; null if it has none} */
  @Nullable HttpHost proxy() {
    return proxy;
  }

  boolean isSecure() {
    return URIScheme.HTTPS.same(getScheme());
  }

  private String destination() {
    return target().toURI() + (proxy == null ? "" : " through the proxy " + proxy.toURI());
  }

  void beginHandshake() {
    handshakeBeganAfter = call.elapsed();
  }

  void endHandshake() {
    handshakeBeganAfter = null;
  }

  /**
   * Notes that the first byte is about to leave. The query is added only now, because it may be a
   * name, and HttpClient logs the request line before.
   *
   * @param copy this request, or the copy of it that is sent
   */
  void sending(HttpRequest copy) {
    if (query != null && !isSent()) {
      copy.setPath(copy.getPath() + "?" + query);
    }
    sentAfter = call.elapsed();
  }

  boolean isSent() {
    return sentAfter != null;
  }

  /** {@return true if this client aborted the request} */
  boolean wasAborted() {
    return abortReason != null || Thread.currentThread().isInterrupted();
  }

  void received(int statusCode) {
    status = statusCode;
  }

  /** Aborts this request if a timeout is over, or its thread is interrupted. */
  void abortIfDue() {
    Duration sent = sentAfter;
    Duration handshake = handshakeBeganAfter;
    if (handshake != null && call.isHandshakeLate(handshake)) {
      abort(Reason.CONNECT);
    }
    boolean isLate = call.isExpired() || (sent != null && call.isResponseLate(sent));
    if (isLate || caller.isInterrupted()) {
      abort(Reason.TIMEOUT);
    }
  }

  private void abort(Reason reason) {
    abortReason = reason;
    abort();
  }

  AttemptException failure(IOException e) {
    boolean isSent = isSent();
    if (Thread.currentThread().isInterrupted()) {
      return Failures.interrupted(isSent, status);
    }
    Reason reason = abortReason;
    if (reason == null) {
      AttemptException failure =
          isSent
              ? Failures.lost(e, destination(), status)
              : Failures.notConnected(e, destination());
      return e instanceof SocketTimeoutException ? unlessCutShort(failure) : failure;
    }
    // A handshake that was late may still have succeeded, and the request was sent then.
    Reason known = isSent ? Reason.TIMEOUT : reason;
    return unlessCutShort(Failures.timedOut(known, isSent, status));
  }

  /**
   * A request near the deadline of its call has little time left. If it had less than half of its
   * full timeout, its timeout says nothing about the service. A service that hangs is still counted
   * once for each call whose full timeout it uses.
   */
  private AttemptException unlessCutShort(AttemptException failure) {
    Duration sent = sentAfter;
    Duration waited = call.elapsed().minus(sent == null ? beganAfter : sent);
    boolean isCutShort = waited.compareTo(call.fullLimit(sent != null).dividedBy(2)) < 0;
    return isCutShort ? failure.clientCaused() : failure;
  }
}
