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

  /**
   * Adds a call.
   *
   * @param status the HTTP status of the response; 0 if there is none
   * @param body the fields of the response of a success
   */
  void add(Operation operation, int status, @Nullable Fault fault, Map<String, ?> body) {
    LinkTokenXid created =
        operation == Operation.CREATE_LINK_TOKEN && body.containsKey("xid")
            ? new LinkTokenXid(String.valueOf(body.get("xid")))
            : null;
    FaultScenario scenario = fault == null ? null : fault.scenario();
    entries.add(new JournalEntry(clock.instant(), operation, status, scenario, created));
  }
}
