package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;

/** An active fault, and the number of calls that matched it. Not thread-safe. */
final class ActiveFault {

  private final Fault fault;
  private int calls;

  ActiveFault(Fault fault) {
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  /** Counts a call of an operation that the fault names. Returns whether the fault applies. */
  boolean matches(Operation operation) {
    return fault.operations().contains(operation) && fault.applies(++calls);
  }

  /** Does not count the last call, because its response did not show the fault. */
  void undoMatch() {
    calls--;
  }

  boolean isUsedUp() {
    return fault.isUsedUpAfter(calls);
  }
}
