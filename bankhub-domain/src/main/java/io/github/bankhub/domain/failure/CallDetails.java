package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.operation.Operation;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a call that failed. Immutable; printing it shows no part of the answer.
 *
 * <p>Starts as {@link #notSent}, {@link #rejected} or {@link #unknown}; the other methods answer a
 * copy with one fact more.
 */
public final class CallDetails implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int EXCERPT_LIMIT = 500;

  private final Operation operation;
  private final Operation failedOperation;
  private final RequestOutcome requestOutcome;
  private final @Nullable Integer httpStatus;
  private final int attempts;
  private final Duration elapsed;
  private final @Nullable String excerpt;

  private CallDetails(
      Operation operation,
      Operation failedOperation,
      RequestOutcome requestOutcome,
      @Nullable Integer httpStatus,
      int attempts,
      Duration elapsed,
      @Nullable String excerpt) {
    this.operation = Objects.requireNonNull(operation, "operation");
    this.failedOperation = Objects.requireNonNull(failedOperation, "failedAt");
    this.requestOutcome = requestOutcome;
    this.httpStatus = httpStatus;
    this.attempts = attempts;
    this.elapsed = elapsed;
    this.excerpt = excerpt;
  }

  /**
   * A call whose request never reached Bank Hub.
   *
   * @param operation the call
   * @return its facts: no attempt, no time spent
   */
  public static CallDetails notSent(Operation operation) {
    return new CallDetails(
        operation, operation, RequestOutcome.NOT_SENT, null, 0, Duration.ZERO, null);
  }

  /**
   * A call that Bank Hub refused.
   *
   * @param operation the call
   * @param httpStatus the status that it was answered with
   * @return its facts: one attempt
   */
  public static CallDetails rejected(Operation operation, int httpStatus) {
    return new CallDetails(
        operation, operation, RequestOutcome.REJECTED, httpStatus, 1, Duration.ZERO, null);
  }

  /**
   * A call that may or may not have been performed.
   *
   * @param operation the call
   * @return its facts: one attempt
   */
  public static CallDetails unknown(Operation operation) {
    return new CallDetails(
        operation, operation, RequestOutcome.UNKNOWN, null, 1, Duration.ZERO, null);
  }

  /**
   * Adds the call within this call that really failed: the one for an access token.
   *
   * @param step the call that failed, whose status, attempts and answer these facts hold
   * @return the changed copy
   */
  public CallDetails failedOperation(Operation step) {
    return new CallDetails(operation, step, requestOutcome, httpStatus, attempts, elapsed, excerpt);
  }

  /**
   * Adds the status of the answer.
   *
   * @param status the HTTP status
   * @return the changed copy
   */
  public CallDetails withHttpStatus(int status) {
    return new CallDetails(
        operation, failedOperation, requestOutcome, status, attempts, elapsed, excerpt);
  }

  /**
   * Adds what the call has cost.
   *
   * @param count how often the request was sent or tried
   * @param time how long the whole call took
   * @return the changed copy
   */
  public CallDetails after(int count, Duration time) {
    return new CallDetails(
        operation, failedOperation, requestOutcome, httpStatus, count, time, excerpt);
  }

  /**
   * Adds the beginning of the answer.
   *
   * @param answer the answer's text with its secrets removed; what goes beyond 500 characters is
   *     cut
   * @return the changed copy
   */
  public CallDetails withExcerpt(String answer) {
    int[] points = answer.codePoints().limit(EXCERPT_LIMIT + 1L).toArray();
    String cut =
        points.length <= EXCERPT_LIMIT ? answer : new String(points, 0, EXCERPT_LIMIT - 1) + "…";
    return new CallDetails(
        operation, failedOperation, requestOutcome, httpStatus, attempts, elapsed, cut);
  }

  /**
   * The call.
   *
   * @return which operation failed
   */
  public Operation operation() {
    return operation;
  }

  /**
   * The call that failed: the operation itself, or the one for the access token that it needed.
   *
   * @return which call the status, the attempts and the excerpt belong to
   */
  public Operation failedOperation() {
    return failedOperation;
  }

  /**
   * What became of the request.
   *
   * @return whether the request can have been performed
   */
  public RequestOutcome requestOutcome() {
    return requestOutcome;
  }

  /**
   * The status of the last answer.
   *
   * @return the HTTP status; empty if there was no answer
   */
  public OptionalInt httpStatus() {
    return httpStatus == null ? OptionalInt.empty() : OptionalInt.of(httpStatus);
  }

  /**
   * How often it was tried.
   *
   * @return the number of attempts, 0 if none was made
   */
  public int attempts() {
    return attempts;
  }

  /**
   * How long it took.
   *
   * @return the time that the whole call took, waiting included
   */
  public Duration elapsed() {
    return elapsed;
  }

  /**
   * The beginning of the last answer.
   *
   * @return at most 500 characters, its secrets removed; empty if there was no text
   */
  public Optional<String> excerpt() {
    return Optional.ofNullable(excerpt);
  }

  /** Returns the facts in one line, without the excerpt. */
  @Override
  public String toString() {
    String status = httpStatus == null ? "" : ", HTTP " + httpStatus;
    String tries = attempts == 1 ? "1 attempt" : attempts + " attempts";
    String step = failedOperation == operation ? "" : " for want of " + failedOperation;
    return operation
        + step
        + status
        + ", "
        + requestOutcome
        + ", "
        + tries
        + ", "
        + elapsed.toMillis()
        + " ms";
  }
}
