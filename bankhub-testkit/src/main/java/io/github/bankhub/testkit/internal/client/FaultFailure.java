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
import io.github.bankhub.testkit.fault.FaultEffect;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.service.FaultTexts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure that a fault causes. */
record FaultFailure(Fault fault, Operation operation) implements CallFailure {

  private FaultScenario scenario() {
    return fault.scenario();
  }

  private ExpectedFailure expected() {
    return scenario().expectedFailure(operation);
  }

  @Override
  public RequestOutcome requestOutcome() {
    return expected().requestOutcome();
  }

  @Override
  public int status() {
    return expected().httpStatus().orElse(0);
  }

  @Override
  public boolean isUnauthenticated() {
    return status() == 401;
  }

  @Override
  public boolean isNotFound() {
    return scenario() == FaultScenario.NOT_FOUND_404;
  }

  @Override
  public boolean isRetried(Operation operation) {
    return expected().isRetried(operation) && !expected().hasRetryAfter();
  }

  @Override
  public BankHubException toException(CallDetails call, List<Reference> references) {
    Class<?> type = expected().failure().orElseThrow();
    if (type == UnavailableException.class) {
      return new UnavailableException(
          call, expected().reason().orElseThrow(), scenario().what(), retryAfter());
    }
    if (type == RateLimitedException.class) {
      return new RateLimitedException(call, retryAfter());
    }
    if (type == BlockedByFirewallException.class) {
      return scenario().effect() == FaultEffect.BLOCK_PAGE
          ? new BlockedByFirewallException(call, FaultTexts.RAY_ID, FaultTexts.ADDRESS)
          : new BlockedByFirewallException(call, null, null);
    }
    if (type == AccessDeniedException.class) {
      return new AccessDeniedException(call, FaultTexts.message(scenario()));
    }
    if (type == InvalidRequestException.class) {
      return invalidRequest(call);
    }
    return type == NotFoundException.class && !references.isEmpty()
        ? new NotFoundException(call, references, FaultTexts.message(scenario()))
        : new MalformedResponseException(call, scenario().what());
  }

  private @Nullable Duration retryAfter() {
    return expected().hasRetryAfter() ? fault.retryAfter() : null;
  }

  private BankHubException invalidRequest(CallDetails call) {
    return scenario() == FaultScenario.INVALID_400
        ? new InvalidRequestException(
            call, Map.of(FaultTexts.INVALID_FIELD, FaultTexts.INVALID_MESSAGE))
        : new InvalidRequestException(call, Map.of(), FaultTexts.message(scenario()));
  }
}
