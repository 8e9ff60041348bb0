package io.github.bankhub.testkit.fake;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedAtEdgeException;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.FailedCall;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnreadableAnswerException;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.fault.Raised;
import io.github.bankhub.testkit.internal.FaultTexts;
import io.github.bankhub.testkit.internal.Refusal;
import io.github.bankhub.testkit.internal.Served;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Why a call has no success, before it is told to whoever made it. */
final class Trouble extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Served<?> served;

  private Trouble(Served<?> served) {
    super(null, null, false, false);
    this.served = served;
  }

  /** The answer, if a client makes one of it. */
  static <T> T answer(Served<T> served) {
    Fault fault = served.fault();
    if (served.answer() != null
        && (fault == null || fault.scenario().raised().failure().isEmpty())) {
      return served.answer();
    }
    throw new Trouble(served);
  }

  /** Whether the access token was refused, by the service or by a fault. */
  boolean isUnauthenticated() {
    return fault()
        .map(fault -> fault.scenario() == FaultScenario.UNAUTHENTICATED_401)
        .orElseGet(() -> refusal().kind() == Refusal.Kind.UNAUTHENTICATED);
  }

  /** Whether a client sends the call again at once; nobody waits in memory. */
  boolean isRepeated(Operation operation) {
    return fault()
        .map(fault -> fault.scenario().raised())
        .map(raised -> raised.isRepeated(operation) && !raised.saysWhen())
        .orElse(false);
  }

  BankHubException of(Operation operation, List<Reference> references, int attempts) {
    return failure(call(operation, delivery()).after(attempts, Duration.ZERO), references);
  }

  /** The same for a call that needed an access token, and was given none. */
  BankHubException forWantOfToken(Operation operation, Delivery delivery, int attempts) {
    FailedCall call =
        call(operation, delivery)
            .failedAt(Operation.CREATE_ACCESS_TOKEN)
            .after(attempts, Duration.ZERO);
    return failure(call, List.of());
  }

  /** Whether what the call is about was not found, by the service or by a fault. */
  boolean isNotFound() {
    return fault()
        .map(fault -> fault.scenario() == FaultScenario.NOT_FOUND_404)
        .orElseGet(() -> refusal().kind() == Refusal.Kind.MISSING);
  }

  /** What became of the request. */
  Delivery delivery() {
    return fault().map(fault -> fault.scenario().raised().delivery()).orElse(Delivery.REJECTED);
  }

  private FailedCall call(Operation operation, Delivery delivery) {
    int status =
        fault()
            .map(fault -> fault.scenario().raised().httpStatus().orElse(0))
            .orElseGet(() -> refusal().status());
    FailedCall call =
        switch (delivery) {
          case NOT_SENT -> FailedCall.notSent(operation);
          case REJECTED -> FailedCall.rejected(operation, 401);
          case UNKNOWN -> FailedCall.unknown(operation);
        };
    return status == 0 ? call : call.withHttpStatus(status);
  }

  private BankHubException failure(FailedCall call, List<Reference> references) {
    return fault()
        .map(fault -> failure(fault, call, references))
        .orElseGet(() -> failure(refusal(), call));
  }

  private static BankHubException failure(Refusal refusal, FailedCall call) {
    Reference missing = refusal.reference();
    if (missing != null) {
      String message = refusal.fields().getOrDefault(missing.field(), refusal.summary());
      return new NotFoundException(call, List.of(missing), message);
    }
    return refusal.kind() == Refusal.Kind.UNAUTHENTICATED
        ? new AccessDeniedException(call, "Unauthenticated")
        : new InvalidRequestException(call, refusal.fields(), refusal.summary());
  }

  private static BankHubException failure(
      Fault fault, FailedCall call, List<Reference> references) {
    FaultScenario scenario = fault.scenario();
    Raised raised = scenario.raised();
    Class<?> type = raised.failure().orElseThrow();
    if (type == UnavailableException.class) {
      return new UnavailableException(call, raised.reason().orElseThrow(), scenario.what());
    }
    if (type == RateLimitedException.class) {
      return new RateLimitedException(call, raised.saysWhen() ? fault.retryAfter() : null);
    }
    if (type == BlockedAtEdgeException.class) {
      return new BlockedAtEdgeException(call, FaultTexts.RAY_ID, FaultTexts.ADDRESS);
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
        : new UnreadableAnswerException(call, scenario.what());
  }

  private Optional<Fault> fault() {
    return Optional.ofNullable(served.fault());
  }

  private Refusal refusal() {
    return Objects.requireNonNull(served.refusal(), "no fault, no answer: then it was refused");
  }
}
