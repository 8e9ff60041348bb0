package io.github.bankhub.testkit.internal;

import io.github.bankhub.testkit.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What the service did with a call.
 *
 * @param answer what it answered; null if it refused the call, or did not perform it
 * @param refusal why it refused; null if it did not
 * @param fault the fault to show; null if there is none, or it does not show in a refusal
 */
public record Served<T>(@Nullable T answer, @Nullable Refusal refusal, @Nullable Fault fault) {

  static <T> Served<T> notPerformed(Fault fault) {
    return new Served<>(null, null, fault);
  }

  static <T> Served<T> answered(T answer, @Nullable Fault fault) {
    return new Served<>(answer, null, fault);
  }

  /** A refusal is one as soon as its status is seen, whatever becomes of the rest. */
  static <T> Served<T> refused(Refusal refusal, @Nullable Fault fault) {
    boolean shows =
        fault != null
            && fault.scenario().raised().failure().isPresent()
            && fault.scenario().needsConnection()
            && fault.scenario().raised().httpStatus().isEmpty();
    return new Served<>(null, refusal, shows ? fault : null);
  }
}
