package io.github.bankhub.testkit.internal;

import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.testkit.fault.Fault;

/** A fault in force, and how many calls it could have struck so far. Not thread-safe. */
final class ArmedFault {

  private final Fault fault;
  private int calls;

  ArmedFault(Fault fault) {
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  /** Counts a call if it is one for this fault, and tells whether it is struck. */
  boolean strikes(Operation operation) {
    return fault.operations().contains(operation) && fault.strikes(++calls);
  }

  /** Takes back the last call, whose answer did not show the fault. */
  void spare() {
    calls--;
  }

  boolean isUsedUp() {
    return fault.isUsedUpAfter(calls);
  }
}
