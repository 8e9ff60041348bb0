package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that reached the service. Not thread-safe. */
public final class Journal {

  private final InstantSource clock;
  private final List<JournalEntry> entries = new ArrayList<>();

  Journal(InstantSource clock) {
    this.clock = clock;
  }

  /** {@return the calls so far, in their order; a copy} */
  public List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  void addSuccess(Operation operation, @Nullable Fault fault, Map<String, ?> body) {
    LinkTokenXid created =
        operation == Operation.CREATE_LINK_TOKEN
            ? new LinkTokenXid(String.valueOf(body.get("xid")))
            : null;
    add(operation, operation.successStatus(), fault, created);
  }

  void addRejection(Operation operation, @Nullable Fault fault, int status) {
    add(operation, status, fault, null);
  }

  /** Adds a call that was not performed, unless it never arrived. */
  void addNotPerformed(Operation operation, Fault fault) {
    if (fault.scenario() != FaultScenario.CONNECTION_REFUSED) {
      int status = fault.scenario().expectedFailure().httpStatus().orElse(0);
      add(operation, status, fault, null);
    }
  }

  private void add(
      Operation operation, int status, @Nullable Fault fault, @Nullable LinkTokenXid created) {
    Optional<FaultScenario> scenario = Optional.ofNullable(fault).map(Fault::scenario);
    entries.add(
        new JournalEntry(
            clock.instant(), operation, status, scenario, Optional.ofNullable(created)));
  }
}
