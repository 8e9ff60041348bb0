package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.text.PrintableText;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The details of a failed call. Immutable. Printing it shows no part of the response.
 *
 * <p>Create one with {@link #notSent}, {@link #rejected} or {@link #unknown}. The {@code with…}
 * methods return a changed copy.
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
    this.failedOperation = Objects.requireNonNull(failedOperation, "failedOperation");
    this.requestOutcome = requestOutcome;
    this.httpStatus = httpStatus;
    this.attempts = attempts;
    this.elapsed = elapsed;
    this.excerpt = excerpt;
  }

  /** {@return the details of a call that never reached Bank Hub: no attempt, no time} */
  public static CallDetails notSent(Operation operation) {
    return new CallDetails(
        operation, operation, RequestOutcome.NOT_SENT, null, 0, Duration.ZERO, null);
  }

  /** {@return the details of a call that Bank Hub rejected with a status: one attempt} */
  public static CallDetails rejected(Operation operation, int httpStatus) {
    return new CallDetails(
        operation, operation, RequestOutcome.REJECTED, httpStatus, 1, Duration.ZERO, null);
  }

  /** {@return the details of a call that Bank Hub may have performed: one attempt} */
  public static CallDetails unknown(Operation operation) {
    return new CallDetails(
        operation, operation, RequestOutcome.UNKNOWN, null, 1, Duration.ZERO, null);
  }

  /** Sets the operation that failed, whose status, attempts and response these details contain. */
  public CallDetails withFailedOperation(Operation step) {
    return new CallDetails(operation, step, requestOutcome, httpStatus, attempts, elapsed, excerpt);
  }

  /** Sets the HTTP status of the response. */
  public CallDetails withHttpStatus(int status) {
    return new CallDetails(
        operation, failedOperation, requestOutcome, status, attempts, elapsed, excerpt);
  }

  /** Sets how often the request was sent or tried, and the duration of the whole call. */
  public CallDetails withAttempts(int count, Duration time) {
    return new CallDetails(
        operation, failedOperation, requestOutcome, httpStatus, count, time, excerpt);
  }

  /**
   * Sets the response's text, without secrets. Replaces each control character by a space, and cuts
   * the text after 500 characters.
   */
  public CallDetails withExcerpt(String response) {
    String printable = PrintableText.of(response);
    int[] points = printable.codePoints().limit(EXCERPT_LIMIT + 1L).toArray();
    String cut =
        points.length <= EXCERPT_LIMIT ? printable : new String(points, 0, EXCERPT_LIMIT - 1) + "…";
    return new CallDetails(
        operation, failedOperation, requestOutcome, httpStatus, attempts, elapsed, cut);
  }

  /** {@return the operation that was called} */
  public Operation operation() {
    return operation;
  }

  /**
   * {@return the operation that failed: the one that was called, or the access token request that
   * it needed} Status, attempts and excerpt belong to it.
   */
  public Operation failedOperation() {
    return failedOperation;
  }

  /** {@return whether Bank Hub may have performed the request} */
  public RequestOutcome requestOutcome() {
    return requestOutcome;
  }

  /** {@return the HTTP status of the last response; empty if there was none} */
  public OptionalInt httpStatus() {
    return httpStatus == null ? OptionalInt.empty() : OptionalInt.of(httpStatus);
  }

  /** {@return the number of attempts; 0 if there was none} */
  public int attempts() {
    return attempts;
  }

  /** {@return the duration of the whole call, including waiting} */
  public Duration elapsed() {
    return elapsed;
  }

  /**
   * {@return the beginning of the last response, at most 500 characters without secrets; empty if
   * there was no text}
   */
  public Optional<String> excerpt() {
    return Optional.ofNullable(excerpt);
  }

  /**
   * Always throws an exception, as {@code NoJsonForm} does.
   *
   * @return nothing
   * @throws UnsupportedOperationException always; its message says what to do
   * @deprecated not for callers; JSON libraries call it
   */
  @Deprecated
  @SuppressWarnings("DoNotCallSuggester") // The JDK has no such annotation.
  public Object getJsonForm() {
    throw new UnsupportedOperationException(
        "CallDetails has no JSON form. Map it to your own type, such as a record");
  }

  /** {@return the details in one line, without the excerpt} */
  @Override
  public String toString() {
    String status = httpStatus == null ? "" : ", HTTP " + httpStatus;
    String tries = attempts == 1 ? "1 attempt" : attempts + " attempts";
    String step = failedOperation == operation ? "" : " (" + failedOperation + " failed)";
    return "%s%s%s, %s, %s, %s ms"
        .formatted(operation, step, status, requestOutcome, tries, elapsed.toMillis());
  }
}
