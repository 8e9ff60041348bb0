package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The active faults, in the order in which they were injected. Not thread-safe. */
final class ActiveFaults {

  private final InstantSource clock;
  private final List<ActiveFault> faults = new ArrayList<>();

  ActiveFaults(InstantSource clock) {
    this.clock = clock;
  }

  /** Activates a fault. Rejects one that has expired already. */
  void inject(Fault fault) {
    Instant now = clock.instant();
    fault
        .until()
        .filter(until -> !now.isBefore(until))
        .ifPresent(
            until -> {
              throw new IllegalArgumentException(
                  "until is %s; expected an instant after %s, as it is here".formatted(until, now));
            });
    faults.add(new ActiveFault(fault));
  }

  void clear() {
    faults.clear();
  }

  List<Fault> active() {
    removeExpired();
    return faults.stream().map(ActiveFault::fault).toList();
  }

  /** Returns the fault that applies to a call, connection faults first; null if none applies. */
  @Nullable ActiveFault match(Operation operation) {
    removeExpired();
    Optional<ActiveFault> refusing = faults.stream().filter(ActiveFaults::refuses).findFirst();
    return refusing
        .or(() -> faults.stream().filter(fault -> fault.matches(operation)).findFirst())
        .orElse(null);
  }

  boolean refusesConnections() {
    removeExpired();
    return faults.stream().anyMatch(ActiveFaults::refuses);
  }

  private static boolean refuses(ActiveFault active) {
    return active.fault().scenario() == FaultScenario.CONNECTION_REFUSED;
  }

  /** Called before a match, not after it: a match may be undone. */
  private void removeExpired() {
    Instant now = clock.instant();
    faults.removeIf(
        active ->
            active.isUsedUp()
                || active.fault().until().map(until -> !now.isBefore(until)).orElse(false));
  }
}
