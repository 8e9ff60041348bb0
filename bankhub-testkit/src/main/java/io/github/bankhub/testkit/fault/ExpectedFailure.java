package io.github.bankhub.testkit.fault;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The failure that a client reports after a fault. Immutable.
 *
 * @param failure the class of the failure; empty if the call succeeds despite the fault
 * @param reason the reason of an {@link UnavailableException}; empty for every other failure
 * @param requestOutcome the outcome of the request, as the failure reports it
 * @param httpStatus the HTTP status that the failure reports; empty if no status arrived
 * @param hasRetryAfter whether the response has a {@code Retry-After} header
 */
public record ExpectedFailure(
    Optional<Class<? extends BankHubException>> failure,
    Optional<Reason> reason,
    RequestOutcome requestOutcome,
    OptionalInt httpStatus,
    boolean hasRetryAfter) {

  /** The status of the true response. The catalogue is written for create. */
  private static final OptionalInt SUCCESS =
      OptionalInt.of(Operation.CREATE_LINK_TOKEN.successStatus());

  static ExpectedFailure success() {
    return new ExpectedFailure(
        Optional.empty(), Optional.empty(), RequestOutcome.UNKNOWN, SUCCESS, false);
  }

  /** The failure after a broken connection or a malformed response. */
  static ExpectedFailure of(FaultPhase phase, FaultEffect effect) {
    OptionalInt status = phase == FaultPhase.MID_BODY ? SUCCESS : OptionalInt.empty();
    return switch (effect) {
      case REFUSE -> unavailable(Reason.CONNECT, RequestOutcome.NOT_SENT, status);
      case RESET, CLOSE -> unavailable(Reason.RESET, RequestOutcome.UNKNOWN, status);
      case STALL, DRIBBLE -> unavailable(Reason.TIMEOUT, RequestOutcome.UNKNOWN, status);
      default -> malformed(phase == FaultPhase.BEFORE_RESPONSE ? status : SUCCESS);
    };
  }

  /** The failure after a response that ends too early, but not before its status. */
  static ExpectedFailure truncated() {
    return unavailable(Reason.RESET, RequestOutcome.UNKNOWN, SUCCESS);
  }

  static ExpectedFailure unavailable(Reason reason, int status) {
    return unavailable(reason, RequestOutcome.UNKNOWN, OptionalInt.of(status));
  }

  private static ExpectedFailure unavailable(
      Reason reason, RequestOutcome outcome, OptionalInt status) {
    return new ExpectedFailure(
        Optional.of(UnavailableException.class), Optional.of(reason), outcome, status, false);
  }

  static ExpectedFailure malformed(int status) {
    return malformed(OptionalInt.of(status));
  }

  private static ExpectedFailure malformed(OptionalInt status) {
    return new ExpectedFailure(
        Optional.of(MalformedResponseException.class),
        Optional.empty(),
        RequestOutcome.UNKNOWN,
        status,
        false);
  }

  static ExpectedFailure rejected(Class<? extends BankHubException> failure, int status) {
    return unknown(failure, status).asRejected();
  }

  static ExpectedFailure unknown(Class<? extends BankHubException> failure, int status) {
    return new ExpectedFailure(
        Optional.of(failure),
        Optional.empty(),
        RequestOutcome.UNKNOWN,
        OptionalInt.of(status),
        false);
  }

  /** The service itself reports that it did not perform the call. */
  ExpectedFailure asRejected() {
    return new ExpectedFailure(failure, reason, RequestOutcome.REJECTED, httpStatus, hasRetryAfter);
  }

  ExpectedFailure withRetryAfter() {
    return new ExpectedFailure(failure, reason, requestOutcome, httpStatus, true);
  }

  /** The failure of another operation: the true response has the status of that operation. */
  ExpectedFailure of(Operation operation) {
    return httpStatus.equals(SUCCESS)
        ? new ExpectedFailure(
            failure,
            reason,
            requestOutcome,
            OptionalInt.of(operation.successStatus()),
            hasRetryAfter)
        : this;
  }

  /** The call succeeds with the same status: the client does not read the body. */
  ExpectedFailure unread() {
    return new ExpectedFailure(
        Optional.empty(), Optional.empty(), requestOutcome, httpStatus, hasRetryAfter);
  }

  /**
   * {@return whether a client retries the call by itself} The rules are in {@code
   * docs/failures.md}.
   *
   * @param operation the operation that fails
   */
  public boolean isRetried(Operation operation) {
    boolean canSucceedLater =
        failure.equals(Optional.of(UnavailableException.class))
            || httpStatus.equals(OptionalInt.of(429));
    boolean isHarmless = requestOutcome != RequestOutcome.UNKNOWN || operation.isIdempotent();
    return canSucceedLater && isHarmless;
  }
}
