package io.github.bankhub.testkit.journal;

import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that reached the service. Immutable; holds no secret.
 *
 * @param at the instant of the call, by the hub's clock
 * @param operation the operation
 * @param status the HTTP status of the service's response, also in memory. If a fault prevented the
 *     call, it is the status of the fault, or 0 if the fault has none. If the service performed the
 *     call, a later fault does not change it
 * @param fault the fault that applied to the call; empty if none did
 * @param created the link token that the call created, even if its response was lost
 */
public record JournalEntry(
    Instant at,
    Operation operation,
    int status,
    Optional<FaultScenario> fault,
    Optional<LinkTokenXid> created) {

  /** Returns all in one line. */
  @Override
  public String toString() {
    return "%s %s %s%s%s"
        .formatted(
            at,
            operation,
            status,
            fault.map(scenario -> " " + scenario).orElse(""),
            created.map(xid -> " created " + xid).orElse(""));
  }
}
