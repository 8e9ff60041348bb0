package io.github.bankhub.feign.internal.http;

import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.Failures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * One request: its deadline, and how far it got. The thread of the call uses it, and the {@link
 * DeadlineMonitor} aborts it.
 */
final class TimedRequest {

  private static final String ATTRIBUTE = "io.github.bankhub.feign.request";

  private final CallContext call;
  private final HttpHost target;
  private final Thread caller = Thread.currentThread();
  private final Duration beganAfter;
  private volatile @Nullable Duration sentAfter;
  private volatile @Nullable Duration handshakeBeganAfter;
  private volatile @Nullable Reason abortReason;
  private @Nullable NonLoggingConnection connection;
  private @Nullable HttpHost proxy;
  private int status;

  TimedRequest(CallContext call, HttpHost target) {
    this.call = call;
    this.target = target;
    beganAfter = call.elapsed();
  }

  /** {@return a context in which this request connects} */
  HttpContext newContext() {
    HttpContext context = HttpClientContext.create();
    context.setAttribute(ATTRIBUTE, this);
    return context;
  }

  /** {@return the request that connects in a context} */
  static TimedRequest of(HttpContext context) {
    return (TimedRequest) context.getAttribute(ATTRIBUTE);
  }

  void setProxy(@Nullable HttpHost chosen) {
    proxy = chosen;
  }

  /** {@return the proxy of this request; null if it has none} */
  @Nullable HttpHost proxy() {
    return proxy;
  }

  Duration connectLimit() {
    return call.connectLimit();
  }

  Duration responseLimit() {
    return call.responseLimit();
  }

  private String destination() {
    return target.toURI() + (proxy == null ? "" : " through the proxy " + proxy.toURI());
  }

  /** From now on, an abort closes this connection. */
  synchronized void use(NonLoggingConnection leased) throws InterruptedIOException {
    if (abortReason != null) {
      throw new InterruptedIOException("the request was aborted");
    }
    connection = leased;
  }

  /** From now on, an abort leaves the connection alone: the next request may use it. */
  synchronized void leaveConnection() {
    connection = null;
  }

  void beginHandshake() {
    handshakeBeganAfter = call.elapsed();
  }

  void endHandshake() {
    handshakeBeganAfter = null;
  }

  /** Notes that the first byte is about to leave. */
  void sending() {
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

  private synchronized void abort(Reason reason) {
    abortReason = reason;
    if (connection != null) {
      connection.close(CloseMode.IMMEDIATE);
    }
  }

  AttemptException failure(Throwable e) {
    if (e instanceof IOException failure) {
      return failure(failure);
    }
    return isSent() || wasAborted()
        ? failure(new ClientProtocolException(e))
        : Failures.internal(e, false);
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
