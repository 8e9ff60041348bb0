package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the service did with a call.
 *
 * @param answer what it answered; null if it refused the call, or did not perform it
 * @param refusal why it refused; null if it did not
 * @param fault the fault to show; null if there is none, or it does not show in a refusal
 */
public record OperationResult<T>(
    @Nullable T answer, @Nullable ErrorResponse refusal, @Nullable Fault fault) {

  static <T> OperationResult<T> notPerformed(Fault fault) {
    return new OperationResult<>(null, null, fault);
  }

  static <T> OperationResult<T> answered(T answer, @Nullable Fault fault) {
    return new OperationResult<>(answer, null, fault);
  }

  /** A refusal is one as soon as its status is seen, whatever becomes of the rest. */
  static <T> OperationResult<T> refused(ErrorResponse refusal, @Nullable Fault fault) {
    boolean shows =
        fault != null
            && fault.scenario().expectedFailure().failure().isPresent()
            && fault.scenario().needsConnection()
            && fault.scenario().expectedFailure().httpStatus().isEmpty();
    return new OperationResult<>(null, refusal, shows ? fault : null);
  }
}
