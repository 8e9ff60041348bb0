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

/** The failure that a client reports after a fault. Immutable. */
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

  static ExpectedFailure withStatus(int status, Reason reason) {
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

  /** {@return the class of the failure; empty if the call succeeds despite the fault} */
  public Optional<Class<? extends BankHubException>> failure() {
    return Optional.ofNullable(failure);
  }

  /** {@return the reason of an {@link UnavailableException}; empty for every other failure} */
  public Optional<Reason> reason() {
    return Optional.ofNullable(reason);
  }

  /** {@return the outcome of the request, as the failure reports it} */
  public RequestOutcome requestOutcome() {
    return requestOutcome;
  }

  /** {@return the HTTP status that the failure reports; empty if no status arrived} */
  public OptionalInt httpStatus() {
    return status == NONE ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** {@return whether the response has a {@code Retry-After} header} */
  public boolean hasRetryAfter() {
    return hasRetryAfter;
  }

  /**
   * {@return whether a client retries the call by itself} The rules are in {@code
   * docs/failures.md}.
   *
   * @param operation the operation that fails
   */
  public boolean isRetried(Operation operation) {
    boolean notPerformed =
        requestOutcome == RequestOutcome.NOT_SENT
            || status == 429
            || (status == 503 && hasRetryAfter);
    return notPerformed || (operation.isIdempotent() && failure == UnavailableException.class);
  }
}
