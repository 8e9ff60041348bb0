package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.ExpectedFailure;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import io.github.bankhub.testkit.internal.service.FaultTexts;
import io.github.bankhub.testkit.internal.service.OperationResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Why a call has no success, before it is told to whoever made it. */
final class CallFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient OperationResult<?> served;

  private CallFailure(OperationResult<?> served) {
    super(null, null, false, false);
    this.served = served;
  }

  /** The answer, if a client makes one of it. */
  static <T> T answer(OperationResult<T> served) {
    Fault fault = served.fault();
    if (served.answer() != null
        && (fault == null || fault.scenario().expectedFailure().failure().isEmpty())) {
      return served.answer();
    }
    throw new CallFailure(served);
  }

  /** Whether the access token was refused, by the service or by a fault. */
  boolean isUnauthenticated() {
    return fault()
        .map(fault -> fault.scenario() == FaultScenario.UNAUTHENTICATED_401)
        .orElseGet(() -> refusal().kind() == ErrorResponse.Kind.UNAUTHENTICATED);
  }

  /** Whether a client sends the call again at once; nobody waits in memory. */
  boolean isRetried(Operation operation) {
    return fault()
        .map(fault -> fault.scenario().expectedFailure())
        .map(
            expectedFailure ->
                expectedFailure.isRetried(operation) && !expectedFailure.hasRetryAfter())
        .orElse(false);
  }

  BankHubException of(Operation operation, List<Reference> references, int attempts) {
    return failure(
        call(operation, requestOutcome()).withAttempts(attempts, Duration.ZERO), references);
  }

  /** The same for a call that needed an access token, and was given none. */
  BankHubException causedByMissingToken(
      Operation operation, RequestOutcome requestOutcome, int attempts) {
    CallDetails call =
        call(operation, requestOutcome)
            .withFailedOperation(Operation.CREATE_ACCESS_TOKEN)
            .withAttempts(attempts, Duration.ZERO);
    return failure(call, List.of());
  }

  /** Whether what the call is about was not found, by the service or by a fault. */
  boolean isNotFound() {
    return fault()
        .map(fault -> fault.scenario() == FaultScenario.NOT_FOUND_404)
        .orElseGet(() -> refusal().kind() == ErrorResponse.Kind.MISSING);
  }

  /** What became of the request. */
  RequestOutcome requestOutcome() {
    return fault()
        .map(fault -> fault.scenario().expectedFailure().requestOutcome())
        .orElse(RequestOutcome.REJECTED);
  }

  private CallDetails call(Operation operation, RequestOutcome requestOutcome) {
    int status =
        fault()
            .map(fault -> fault.scenario().expectedFailure().httpStatus().orElse(0))
            .orElseGet(() -> refusal().status());
    CallDetails call =
        switch (requestOutcome) {
          case NOT_SENT -> CallDetails.notSent(operation);
          case REJECTED -> CallDetails.rejected(operation, 401);
          case UNKNOWN -> CallDetails.unknown(operation);
        };
    return status == 0 ? call : call.withHttpStatus(status);
  }

  private BankHubException failure(CallDetails call, List<Reference> references) {
    return fault()
        .map(fault -> failure(fault, call, references))
        .orElseGet(() -> failure(refusal(), call));
  }

  private static BankHubException failure(ErrorResponse refusal, CallDetails call) {
    Reference missing = refusal.reference();
    if (missing != null) {
      String message = refusal.fields().getOrDefault(missing.field(), refusal.summary());
      return new NotFoundException(call, List.of(missing), message);
    }
    return refusal.kind() == ErrorResponse.Kind.UNAUTHENTICATED
        ? new AccessDeniedException(call, "Unauthenticated")
        : new InvalidRequestException(call, refusal.fields(), refusal.summary());
  }

  private static BankHubException failure(
      Fault fault, CallDetails call, List<Reference> references) {
    FaultScenario scenario = fault.scenario();
    ExpectedFailure expectedFailure = scenario.expectedFailure();
    Class<?> type = expectedFailure.failure().orElseThrow();
    if (type == UnavailableException.class) {
      return new UnavailableException(
          call, expectedFailure.reason().orElseThrow(), scenario.what());
    }
    if (type == RateLimitedException.class) {
      return new RateLimitedException(
          call, expectedFailure.hasRetryAfter() ? fault.retryAfter() : null);
    }
    if (type == BlockedByFirewallException.class) {
      return new BlockedByFirewallException(call, FaultTexts.RAY_ID, FaultTexts.ADDRESS);
    }
    if (type == AccessDeniedException.class) {
      return new AccessDeniedException(call, FaultTexts.message(scenario));
    }
    if (type == InvalidRequestException.class) {
      return scenario == FaultScenario.INVALID_400
          ? new InvalidRequestException(
              call, Map.of(FaultTexts.INVALID_FIELD, FaultTexts.INVALID_MESSAGE))
          : new InvalidRequestException(call, Map.of(), FaultTexts.message(scenario));
    }
    return type == NotFoundException.class && !references.isEmpty()
        ? new NotFoundException(call, references, FaultTexts.message(scenario))
        : new MalformedResponseException(call, scenario.what());
  }

  private Optional<Fault> fault() {
    return Optional.ofNullable(served.fault());
  }

  private ErrorResponse refusal() {
    return Objects.requireNonNull(served.refusal(), "no fault, no answer: then it was refused");
  }
}
