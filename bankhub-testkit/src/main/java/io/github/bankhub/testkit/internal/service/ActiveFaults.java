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

/** The faults in force, in the order in which they were injected. Not thread-safe. */
final class ActiveFaults {

  private final InstantSource clock;
  private final List<ActiveFault> faults = new ArrayList<>();

  ActiveFaults(InstantSource clock) {
    this.clock = clock;
  }

  /** Puts a fault in force. One whose end has come would strike nothing, and nobody told why. */
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

  List<Fault> inForce() {
    endFaults();
    return faults.stream().map(ActiveFault::fault).toList();
  }

  /** The fault that strikes this call: nobody is connected, or else the first that does. */
  @Nullable ActiveFault strike(Operation operation) {
    endFaults();
    Optional<ActiveFault> refusing = faults.stream().filter(ActiveFaults::refuses).findFirst();
    return refusing
        .or(() -> faults.stream().filter(armed -> armed.strikes(operation)).findFirst())
        .orElse(null);
  }

  boolean refuseConnections() {
    endFaults();
    return faults.stream().anyMatch(ActiveFaults::refuses);
  }

  private static boolean refuses(ActiveFault armed) {
    return armed.fault().scenario() == FaultScenario.CONNECTION_REFUSED;
  }

  /** Before the faults are asked for, not after a stroke: the call may still be spared. */
  private void endFaults() {
    Instant now = clock.instant();
    faults.removeIf(
        armed ->
            armed.isUsedUp()
                || armed.fault().until().map(until -> !now.isBefore(until)).orElse(false));
  }
}
