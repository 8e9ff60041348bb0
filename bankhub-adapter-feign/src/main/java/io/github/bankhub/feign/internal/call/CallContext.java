package io.github.bankhub.feign.internal.call;

import feign.Request;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.settings.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one call: its deadline, its attempts and its secrets. Confined to the thread that
 * makes the call.
 *
 * <p>It is a subclass of Feign's options because Feign passes its options from the caller through
 * to the client. So no state is bound to a thread.
 */
public final class CallContext extends Request.Options {

  private final Operation operation;
  private final Timeouts timeouts;
  private final CallOptions options;
  private final LongSupplier nanos;
  private final long start;
  private final List<String> secrets = new ArrayList<>();
  private final Map<String, String> ids = new LinkedHashMap<>(2);
  private int attempts;
  private boolean tokenRenewed;
  private boolean innerCallReported;
  private @Nullable AttemptException earlierFailure;
  private @Nullable BufferedResponse lastResponse;

  private CallContext(
      Operation operation, Timeouts timeouts, CallOptions options, LongSupplier nanos, long start) {
    this.operation = operation;
    this.timeouts = timeouts;
    this.options = options;
    this.nanos = nanos;
    this.start = start;
  }

  public static CallContext start(Operation operation, Timeouts timeouts, LongSupplier nanos) {
    return start(operation, timeouts, CallOptions.NONE, nanos);
  }

  /** {@return the context of a call with options, whose timeout replaces the one of the hub} */
  static CallContext start(
      Operation operation, Timeouts timeouts, CallOptions options, LongSupplier nanos) {
    Timeouts limits = options.timeout().map(timeouts::withCall).orElse(timeouts);
    return new CallContext(operation, limits, options, nanos, nanos.getAsLong());
  }

  /** {@return the context that the ports gave to Feign as its options} */
  public static CallContext of(Request.Options options) {
    return (CallContext) options;
  }

  /** {@return the context of a call that this one needs, with the same deadline and options} */
  CallContext inner(Operation step) {
    return new CallContext(step, timeouts, options, nanos, start);
  }

  public CallOptions options() {
    return options;
  }

  Operation operation() {
    return operation;
  }

  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  /** {@return the time until the deadline; zero or negative after it} */
  public Duration remaining() {
    return timeouts.call().minus(elapsed());
  }

  public boolean isExpired() {
    return remaining().compareTo(Duration.ZERO) <= 0;
  }

  /** {@return the limit for getting a connection, not beyond the deadline} */
  public Duration connectLimit() {
    return untilDeadline(timeouts.connect());
  }

  /** {@return the limit for the next bytes of a response, not beyond the deadline} */
  public Duration responseLimit() {
    return untilDeadline(timeouts.response());
  }

  /** HttpClient takes 0 for no limit, so this is a millisecond or more. */
  private Duration untilDeadline(Duration timeout) {
    Duration limit = shorter(remaining(), timeout);
    return limit.toMillis() < 1 ? Duration.ofMillis(1) : limit;
  }

  /** {@return the limit at the start of a call: for a response if it was sent, else to connect} */
  public Duration fullLimit(boolean isSent) {
    return shorter(timeouts.call(), isSent ? timeouts.response() : timeouts.connect());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** {@return true if the response timeout is over for a request that was sent at this time} */
  public boolean isResponseLate(Duration sentAfter) {
    return elapsed().minus(sentAfter).compareTo(timeouts.response()) > 0;
  }

  /** {@return true if the connect timeout is over for a handshake that began at this time} */
  public boolean isHandshakeLate(Duration beganAfter) {
    return elapsed().minus(beganAfter).compareTo(timeouts.connect()) > 0;
  }

  int attempts() {
    return attempts;
  }

  public void startAttempt() {
    attempts++;
    lastResponse = null;
  }

  /** Adds a secret of the request, which a response may repeat. */
  public void addSecret(String secret) {
    secrets.add(secret);
  }

  public List<String> secrets() {
    return secrets;
  }

  /** Adds the id of an object that the call is about. */
  public void addId(String field, String xid) {
    ids.put(field, xid);
  }

  /** {@return the ids by their fields, without secrets} */
  Map<String, String> ids() {
    return ids;
  }

  public void received(BufferedResponse response) {
    lastResponse = response;
  }

  /** {@return the response of the last attempt, if there is one} */
  @Nullable BufferedResponse lastResponse() {
    return lastResponse;
  }

  /** Notes that a call that this one needed was made, and reported to the listener. */
  void innerCallReported() {
    innerCallReported = true;
  }

  boolean isInnerCallReported() {
    return innerCallReported;
  }

  /**
   * Records a failure that is retried. The one with the least certain outcome is stored: an attempt
   * that may have been performed outweighs one that was not.
   */
  public void retriedAfter(AttemptException failure) {
    if (earlierFailure == null || failure.outcome().compareTo(earlierFailure.outcome()) >= 0) {
      earlierFailure = failure;
    }
  }

  @Nullable AttemptException earlierFailure() {
    return earlierFailure;
  }

  /** {@return true if an earlier attempt may have been performed} */
  public boolean mayBePerformed() {
    return earlierFailure != null && earlierFailure.outcome() == RequestOutcome.UNKNOWN;
  }

  /** {@return true at its first use: a call renews its access token once} */
  public boolean tryRenewToken() {
    boolean isFirst = !tokenRenewed;
    tokenRenewed = true;
    return isFirst;
  }
}
