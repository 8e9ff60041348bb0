package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import java.util.List;

/** A failure that the service reports in an error response. */
record ErrorFailure(ErrorResponse error) implements CallFailure {

  @Override
  public RequestOutcome requestOutcome() {
    return RequestOutcome.REJECTED;
  }

  @Override
  public int status() {
    return error.status();
  }

  @Override
  public boolean isUnauthenticated() {
    return error.kind() == ErrorResponse.Kind.UNAUTHENTICATED;
  }

  @Override
  public boolean isNotFound() {
    return error.kind() == ErrorResponse.Kind.MISSING;
  }

  @Override
  public boolean isRetried(Operation operation) {
    return false;
  }

  @Override
  public BankHubException toException(CallDetails call, List<Reference> references) {
    Reference missing = error.reference();
    if (missing != null) {
      String message =
          error.kind() == ErrorResponse.Kind.MISSING
              ? error.message()
              : error.fields().getOrDefault(missing.field(), error.summary());
      return new NotFoundException(call, List.of(missing), message);
    }
    return isUnauthenticated() || error.kind() == ErrorResponse.Kind.SANDBOX_ONLY
        ? new AccessDeniedException(call, error.message())
        : new InvalidRequestException(call, error.fields(), error.summary());
  }
}
