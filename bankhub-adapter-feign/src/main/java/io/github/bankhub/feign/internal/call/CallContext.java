package io.github.bankhub.feign.internal.call;

import feign.Request;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.settings.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call: its time, and what has become of it so far. Belongs to the thread that makes it.
 *
 * <p>Feign hands its options from the caller to the client, so that nothing is tied to a thread.
 */
public final class CallContext extends Request.Options {

  private final Operation operation;
  private final Timeouts timeouts;
  private final LongSupplier nanos;
  private final long start;
  private final List<String> secrets = new ArrayList<>();
  private int attempts;
  private boolean renewed;
  private boolean innerTold;
  private @Nullable AttemptException earlier;
  private @Nullable BufferedResponse answer;

  private CallContext(Operation operation, Timeouts timeouts, LongSupplier nanos, long start) {
    this.operation = operation;
    this.timeouts = timeouts;
    this.nanos = nanos;
    this.start = start;
  }

  public static CallContext begun(Operation operation, Timeouts timeouts, LongSupplier nanos) {
    return new CallContext(operation, timeouts, nanos, nanos.getAsLong());
  }

  /** A call that this one needs, within the time of this one. */
  CallContext inner(Operation step) {
    return new CallContext(step, timeouts, nanos, start);
  }

  Operation operation() {
    return operation;
  }

  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - start);
  }

  /** The time that is left; zero or less when it is over. */
  public Duration remaining() {
    return timeouts.call().minus(elapsed());
  }

  public boolean isOver() {
    return remaining().compareTo(Duration.ZERO) <= 0;
  }

  /** How long this call may wait for a connection; at least a millisecond, as 0 means for ever. */
  public Duration forConnection() {
    return least(timeouts.connect());
  }

  /** How long it may wait for the next bytes of an answer. */
  public Duration forAnswer() {
    return least(timeouts.response());
  }

  /** How long an answer, or a connection, is waited for if the call has all its time yet. */
  public Duration usual(boolean answer) {
    Duration limit = answer ? timeouts.response() : timeouts.connect();
    return limit.compareTo(timeouts.call()) < 0 ? limit : timeouts.call();
  }

  private Duration least(Duration timeout) {
    Duration left = remaining();
    Duration shorter = left.compareTo(timeout) < 0 ? left : timeout;
    return shorter.toMillis() < 1 ? Duration.ofMillis(1) : shorter;
  }

  /** Whether an answer has been waited for too long since this much of the call's time. */
  public boolean isTooLongSince(Duration sending) {
    return elapsed().minus(sending).compareTo(timeouts.response()) > 0;
  }

  /** Whether a TLS handshake has gone on for too long since this much of the call's time. */
  public boolean isTooLongInHandshake(Duration beginning) {
    return elapsed().minus(beginning).compareTo(timeouts.connect()) > 0;
  }

  int attempts() {
    return attempts;
  }

  /** Counts an attempt, which has no answer yet. */
  public void attempt() {
    attempts++;
    answer = null;
  }

  /** Notes a secret that goes out with this call, which any of its answers may send back. */
  public void sends(String secret) {
    secrets.add(secret);
  }

  public List<String> secrets() {
    return secrets;
  }

  public void answered(BufferedResponse given) {
    answer = given;
  }

  /** The answer to the last attempt. */
  @Nullable BufferedResponse answer() {
    return answer;
  }

  /** Notes that a call that this one needed was made, and its end told. */
  void innerTold() {
    innerTold = true;
  }

  boolean isInnerTold() {
    return innerTold;
  }

  /** Notes the failure of an attempt that another one follows. */
  public void repeatsAfter(AttemptException failure) {
    if (earlier == null || failure.requestOutcome().compareTo(earlier.requestOutcome()) >= 0) {
      earlier = failure;
    }
  }

  /** Of the attempts that were repeated, the last one of those that tell most of the request. */
  @Nullable AttemptException earlier() {
    return earlier;
  }

  /** Whether an attempt that was repeated can have been performed all the same. */
  public boolean mayBePerformed() {
    return earlier != null && earlier.requestOutcome() == RequestOutcome.UNKNOWN;
  }

  /** Whether the access token may still be renewed for this call, which is so once. */
  public boolean mayRenew() {
    boolean first = !renewed;
    renewed = true;
    return first;
  }
}
