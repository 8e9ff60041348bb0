package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;

/** A fault in force, and how many calls it could have struck so far. Not thread-safe. */
final class ActiveFault {

  private final Fault fault;
  private int calls;

  ActiveFault(Fault fault) {
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
