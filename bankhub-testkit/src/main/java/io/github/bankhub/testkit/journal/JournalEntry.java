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
   * Records a call.
   *
   * @param at the instant of the call, by the hub's clock
   * @param operation the operation
   * @param status the HTTP status of the response; 0 if there is none
   * @param fault the fault that applied to the call; null if none did
   * @param created the link token that the call created; null if it created none
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

  /** {@return the instant of the call, by the hub's clock} */
  public Instant at() {
    return at;
  }

  /** {@return the operation} */
  public Operation operation() {
    return operation;
  }

  /**
   * {@return the HTTP status of the service's response, also in memory} If a fault prevented the
   * call, it is the status of the fault, or 0 if the fault has none. If the service performed the
   * call, a later fault does not change it.
   */
  public int status() {
    return status;
  }

  /** {@return the fault that applied to the call; empty if none did} */
  public Optional<FaultScenario> fault() {
    return Optional.ofNullable(fault);
  }

  /** {@return the link token that the call created, even if its response was lost} */
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
