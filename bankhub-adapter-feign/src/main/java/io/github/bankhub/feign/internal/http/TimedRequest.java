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
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request on its way: whether it has been sent, and why it was ended before its answer. */
final class TimedRequest extends HttpUriRequestBase {

  private static final long serialVersionUID = 1L;

  private final transient CallContext call;
  private final transient Thread caller = Thread.currentThread();
  private final transient Duration begun;
  private final transient @Nullable String query;
  private volatile @Nullable Duration sentAfter;
  private volatile @Nullable Duration shakesHandsSince;
  private volatile @Nullable Reason ended;
  private int answered;

  TimedRequest(Request request, CallContext call) {
    super(request.httpMethod().name(), URI.create(request.url().replaceFirst("\\?.*", "")));
    this.call = call;
    begun = call.elapsed();
    query = URI.create(request.url()).getRawQuery();
    // HttpClient counts the length itself, and refuses to be told.
    request.headers().forEach((name, values) -> values.forEach(value -> add(name, value)));
    byte[] body = request.body();
    if (body != null && body.length > 0) {
      setEntity(new ByteArrayEntity(body, null));
    }
    setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(call.forConnection()))
            .setResponseTimeout(Timeout.of(call.forAnswer()))
            .setProtocolUpgradeEnabled(false)
            .build());
  }

  private void add(String name, String value) {
    if (!name.equalsIgnoreCase("Content-Length")) {
      addHeader(name, value);
    }
  }

  HttpHost target() {
    return new HttpHost(getScheme(), getAuthority());
  }

  /** Whether the TLS handshake is under way. */
  void shakesHands(boolean begins) {
    shakesHandsSince = begins ? call.elapsed() : null;
  }

  /**
   * The first byte of this, or of the copy of it that is sent, is about to leave. Its query is told
   * only now: HttpClient writes the line of a request to its log, and the query may be a name.
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

  /** Whether this side has ended it. */
  boolean wasEnded() {
    return ended != null || Thread.currentThread().isInterrupted();
  }

  void answered(int status) {
    answered = status;
  }

  /** Ends this request if its time, or its call's, is over, or its thread was interrupted. */
  void endIfDue() {
    Duration sending = sentAfter;
    Duration shaking = shakesHandsSince;
    if (shaking != null && call.isTooLongInHandshake(shaking)) {
      end(Reason.CONNECT);
    }
    boolean isLate = call.isOver() || (sending != null && call.isTooLongSince(sending));
    if (isLate || caller.isInterrupted()) {
      end(Reason.TIMEOUT);
    }
  }

  private void end(Reason reason) {
    ended = reason;
    abort();
  }

  AttemptException failure(IOException e) {
    boolean sent = isSent();
    if (Thread.currentThread().isInterrupted()) {
      return Failures.ended(Reason.INTERRUPTED, sent, answered).asLast();
    }
    Reason reason = ended;
    if (reason != null) {
      // A handshake that ended just as it was found too long was followed by the request.
      Reason known = sent ? Reason.TIMEOUT : reason;
      AttemptException failure = Failures.ended(known, sent, answered);
      return hadNoChance() ? failure.clientCaused() : failure.countedAsServiceFailure();
    }
    AttemptException failure =
        sent ? Failures.lost(e, origin(), answered) : Failures.notSent(e, origin());
    return e instanceof SocketTimeoutException && hadNoChance() ? failure.clientCaused() : failure;
  }

  /**
   * Whether what timed out had less than half of its usual time, as can be at the end of a call:
   * that tells of the call, not of the service. A service that hangs is still held to account by
   * each call whose whole time it takes.
   */
  private boolean hadNoChance() {
    Duration sending = sentAfter;
    Duration waited = call.elapsed().minus(sending == null ? begun : sending);
    return waited.compareTo(call.usual(sending != null).dividedBy(2)) < 0;
  }

  private String origin() {
    return target().toURI();
  }
}
