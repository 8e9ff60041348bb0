package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.ExpectedFailure;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The active faults, in the order in which they were injected. Not thread-safe. */
final class ActiveFaults {

  private final InstantSource clock;
  private final List<Active> faults = new ArrayList<>();

  ActiveFaults(InstantSource clock) {
    this.clock = clock;
  }

  /** Activates a fault. Rejects one that has expired already. */
  void inject(Fault fault) {
    Instant now = clock.instant();
    if (hasExpired(fault, now)) {
      throw new IllegalArgumentException(
          "until is %s; expected an instant after %s, as it is here"
              .formatted(fault.until().orElseThrow(), now));
    }
    faults.add(new Active(fault));
  }

  void clear() {
    faults.clear();
  }

  List<Fault> active() {
    removeExpired();
    return faults.stream().map(active -> active.fault).toList();
  }

  boolean refusesConnections() {
    return active().stream().anyMatch(ActiveFaults::refuses);
  }

  /** Returns the fault that applies to a call, connection faults first; null if none applies. */
  @Nullable Active match(Operation operation) {
    if (faults.isEmpty()) {
      return null;
    }
    removeExpired();
    return faults.stream()
        .filter(active -> refuses(active.fault))
        .findFirst()
        .or(() -> faults.stream().filter(active -> active.matches(operation)).findFirst())
        .orElse(null);
  }

  private static boolean refuses(Fault fault) {
    return fault.scenario() == FaultScenario.CONNECTION_REFUSED;
  }

  /** Called before a match, not after it: a match may be undone. */
  private void removeExpired() {
    Instant now = clock.instant();
    faults.removeIf(
        active -> active.fault.isUsedUpAfter(active.calls) || hasExpired(active.fault, now));
  }

  private static boolean hasExpired(Fault fault, Instant now) {
    return fault.until().filter(until -> !now.isBefore(until)).isPresent();
  }

  /** An active fault, and the number of calls that matched it. */
  static final class Active {

    final Fault fault;
    private int calls;

    private Active(Fault fault) {
      this.fault = fault;
    }

    private boolean matches(Operation operation) {
      return fault.operations().contains(operation) && fault.applies(++calls);
    }

    /**
     * Returns the fault if a rejection shows it. Otherwise, returns null and does not count the
     * call. A client knows a rejection by its status, so only a fault that hides the status shows.
     */
    @Nullable Fault inRejection() {
      ExpectedFailure expected = fault.scenario().expectedFailure();
      if (expected.failure().isPresent()
          && fault.scenario().needsConnection()
          && expected.httpStatus().isEmpty()) {
        return fault;
      }
      calls--;
      return null;
    }
  }
}
