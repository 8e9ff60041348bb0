package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.settings.History;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.journal.ReceivedRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that reached the service, and the HTTP requests. Not thread-safe. */
public final class Journal {

  private final InstantSource clock;
  private final History<JournalEntry> entries;
  private final History<ReceivedRequest> requests;

  Journal(InstantSource clock, TestSettings settings) {
    this.clock = clock;
    this.entries = new History<>(settings::historySize);
    this.requests = new History<>(settings::historySize);
  }

  /** {@return a snapshot} */
  public List<JournalEntry> entries() {
    return entries.elements();
  }

  public long dropped() {
    return entries.dropped();
  }

  /** {@return a snapshot} */
  public List<ReceivedRequest> requests() {
    return requests.elements();
  }

  public long droppedRequests() {
    return requests.dropped();
  }

  public void add(ReceivedRequest request) {
    requests.add(request);
  }

  /** The status is 0 if there is no response. */
  void add(Operation operation, int status, @Nullable Fault fault, @Nullable LinkTokenXid created) {
    Optional<FaultScenario> scenario = Optional.ofNullable(fault).map(Fault::scenario);
    entries.add(
        new JournalEntry(
            clock.instant(), operation, status, scenario, Optional.ofNullable(created)));
  }
}
