package io.github.bankhub.testkit.fault;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a client makes of a fault. Immutable. */
public final class ExpectedFailure {

  private static final int NONE = 0;

  private final @Nullable Class<? extends BankHubException> failure;
  private final @Nullable Reason reason;
  private final RequestOutcome requestOutcome;
  private final int status;
  private final boolean hasRetryAfter;

  private ExpectedFailure(
      @Nullable Class<? extends BankHubException> failure,
      @Nullable Reason reason,
      RequestOutcome requestOutcome,
      int status,
      boolean hasRetryAfter) {
    this.failure = failure;
    this.reason = reason;
    this.requestOutcome = requestOutcome;
    this.status = status;
    this.hasRetryAfter = hasRetryAfter;
  }

  static ExpectedFailure nothing() {
    return new ExpectedFailure(null, null, RequestOutcome.UNKNOWN, 201, false);
  }

  static ExpectedFailure notConnected() {
    return new ExpectedFailure(
        UnavailableException.class, Reason.CONNECT, RequestOutcome.NOT_SENT, NONE, false);
  }

  static ExpectedFailure lost(Reason reason) {
    return new ExpectedFailure(
        UnavailableException.class, reason, RequestOutcome.UNKNOWN, NONE, false);
  }

  static ExpectedFailure lostBody(Reason reason) {
    return new ExpectedFailure(
        UnavailableException.class, reason, RequestOutcome.UNKNOWN, 201, false);
  }

  static ExpectedFailure answered(int status, Reason reason) {
    return new ExpectedFailure(
        UnavailableException.class, reason, RequestOutcome.UNKNOWN, status, false);
  }

  static ExpectedFailure busy() {
    return new ExpectedFailure(
        UnavailableException.class, Reason.SERVER_ERROR, RequestOutcome.REJECTED, 503, true);
  }

  static ExpectedFailure rateLimited(boolean hasRetryAfter) {
    return new ExpectedFailure(
        RateLimitedException.class, null, RequestOutcome.REJECTED, 429, hasRetryAfter);
  }

  static ExpectedFailure unreadable() {
    return unreadable(NONE);
  }

  static ExpectedFailure unreadable(int status) {
    return new ExpectedFailure(
        MalformedResponseException.class, null, RequestOutcome.UNKNOWN, status, false);
  }

  static ExpectedFailure invalid(int status) {
    return rejected(InvalidRequestException.class, status);
  }

  static ExpectedFailure accessDenied(int status) {
    return rejected(AccessDeniedException.class, status);
  }

  static ExpectedFailure notFound(int status) {
    return rejected(NotFoundException.class, status);
  }

  static ExpectedFailure blocked(int status) {
    return rejected(BlockedByFirewallException.class, status);
  }

  private static ExpectedFailure rejected(Class<? extends BankHubException> failure, int status) {
    return new ExpectedFailure(failure, null, RequestOutcome.REJECTED, status, false);
  }

  /**
   * The failure.
   *
   * @return its class; empty if the call succeeds all the same
   */
  public Optional<Class<? extends BankHubException>> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * The reason, where the failure is {@link UnavailableException}.
   *
   * @return why Bank Hub is not available; empty for every other failure
   */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * What the failure says of the request.
   *
   * @return the delivery
   */
  public RequestOutcome requestOutcome() {
    return requestOutcome;
  }

  /**
   * The status that the failure shows.
   *
   * @return the HTTP status; empty if none was seen
   */
  public OptionalInt httpStatus() {
    return status == NONE ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /**
   * Tells whether the answer says how long to wait.
   *
   * @return true if there is a {@code Retry-After}
   */
  public boolean hasRetryAfter() {
    return hasRetryAfter;
  }

  /**
   * Tells whether a client sends the request again by itself: see {@code docs/failures.md}.
   *
   * @param operation the call
   * @return true if it may be repeated after this failure
   */
  public boolean isRetried(Operation operation) {
    boolean notPerformed =
        requestOutcome == RequestOutcome.NOT_SENT
            || status == 429
            || (status == 503 && hasRetryAfter);
    return notPerformed || (operation.isIdempotent() && failure == UnavailableException.class);
  }
}
