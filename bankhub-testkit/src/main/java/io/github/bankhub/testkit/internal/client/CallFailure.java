package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.service.OperationResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failed attempt, before it becomes an exception. Immutable. */
interface CallFailure {

  /** {@return the failure that a client sees in a result; null if it sees a success} */
  static @Nullable CallFailure of(Operation operation, OperationResult result) {
    Fault fault = result.fault();
    if (fault != null && fault.scenario().expectedFailure(operation).failure().isPresent()) {
      return new FaultFailure(fault, operation);
    }
    return result instanceof OperationResult.Rejected rejected
        ? new ErrorFailure(rejected.error())
        : null;
  }

  /** {@return what happened to the request} */
  RequestOutcome requestOutcome();

  /** {@return the HTTP status; 0 if a client sees none} */
  int status();

  /** {@return whether the access token was rejected} */
  boolean isUnauthenticated();

  /** {@return whether a client sends it again with a new access token} */
  default boolean isSentWithNewToken(Operation operation) {
    return isUnauthenticated()
        && (requestOutcome() == RequestOutcome.REJECTED || operation.isIdempotent());
  }

  /** {@return whether the object of the call was not found} */
  boolean isNotFound();

  /** {@return whether a client retries immediately; there is no backoff in memory} */
  boolean isRetried(Operation operation);

  /** {@return the exception that a client throws} */
  BankHubException toException(CallDetails call, List<Reference> references);

  /** {@return the exception of a failed call} */
  default BankHubException ofCall(Operation operation, List<Reference> references, int attempts) {
    return toException(
        details(operation, requestOutcome()).withAttempts(attempts, Duration.ZERO), references);
  }

  /** {@return the exception of a call that failed because it got no access token} */
  default BankHubException ofMissingToken(
      Operation operation, RequestOutcome requestOutcome, int attempts) {
    CallDetails call =
        details(operation, requestOutcome)
            .withFailedOperation(Operation.CREATE_ACCESS_TOKEN)
            .withAttempts(attempts, Duration.ZERO);
    return toException(call, List.of());
  }

  private CallDetails details(Operation operation, RequestOutcome outcome) {
    // A token request without a status leaves the call with the 401 that caused it.
    CallDetails call =
        switch (outcome) {
          case NOT_SENT -> CallDetails.notSent(operation);
          case REJECTED -> CallDetails.rejected(operation, status() == 0 ? 401 : status());
          case UNKNOWN -> CallDetails.unknown(operation);
        };
    return outcome == RequestOutcome.REJECTED || status() == 0
        ? call
        : call.withHttpStatus(status());
  }
}
