package io.github.bankhub.testkit.journal;

import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that reached the service. Immutable; holds no secret. */
public final class JournalEntry {

  private final Instant at;
  private final Operation operation;
  private final int status;
  private final @Nullable FaultScenario fault;
  private final @Nullable LinkTokenXid created;

  /**
   * Notes a call.
   *
   * @param at when it came, by the hub's clock
   * @param operation which call it was
   * @param status the status of its answer, 0 if there is none
   * @param fault the fault that struck it, if one did
   * @param created the link token that it created, if it did
   */
  public JournalEntry(
      Instant at,
      Operation operation,
      int status,
      @Nullable FaultScenario fault,
      @Nullable LinkTokenXid created) {
    this.at = at;
    this.operation = operation;
    this.status = status;
    this.fault = fault;
    this.created = created;
  }

  /**
   * When it came.
   *
   * @return the instant, by the hub's clock
   */
  public Instant at() {
    return at;
  }

  /**
   * Which call it was.
   *
   * @return the operation
   */
  public Operation operation() {
    return operation;
  }

  /**
   * The HTTP status of the service's answer, in memory too, whatever a fault then made of it.
   *
   * @return the status; that of the fault if the call was not performed for it; 0 if it has none
   */
  public int status() {
    return status;
  }

  /**
   * The fault that struck it.
   *
   * @return the scenario; empty if none did
   */
  public Optional<FaultScenario> fault() {
    return Optional.ofNullable(fault);
  }

  /**
   * The link token that it created, even if its caller never heard of it.
   *
   * @return the id; empty if it created none
   */
  public Optional<LinkTokenXid> created() {
    return Optional.ofNullable(created);
  }

  /** Returns all in one line. */
  @Override
  public String toString() {
    return at
        + " "
        + operation
        + " "
        + status
        + (fault == null ? "" : " " + fault)
        + (created == null ? "" : " created " + created);
  }
}
