package io.github.bankhub.testkit.webhook;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.testkit.Webhooks;
import io.github.bankhub.testkit.internal.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A webhook with its attempts so far. Immutable. {@link #toString} shows no secret or account. */
public final class WebhookDelivery {

  /** The state of a delivery. */
  public enum State {
    /** An attempt is running or planned. */
    PENDING,
    /** The response had status 2xx. */
    DELIVERED,
    /** The response had another status, so there is no retry. */
    REJECTED,
    /** No attempt follows: all failed, the event was lost, or webhooks were switched off. */
    EXHAUSTED
  }

  /** The outcome of an attempt. */
  public enum Outcome {
    /** There was a response. */
    RESPONDED,
    /** There was no connection, or it broke. */
    CONNECTION_FAILED,
    /** There was no response in time. Assumed to count as a network failure. */
    TIMED_OUT,
    /** A {@link DeliveryFault} lost it. */
    LOST
  }

  /**
   * An attempt to deliver. Immutable.
   *
   * @param due the instant at which it was due, by the hub's clock
   * @param outcome the outcome
   * @param status the HTTP status of the response; 0 if there was none
   */
  public record Attempt(Instant due, Outcome outcome, int status) {

    /** Returns all in one line. */
    @Override
    public String toString() {
      return due + " " + outcome + (status == 0 ? "" : " " + status);
    }
  }

  private final Map<String, ?> body;
  private final Instant at;
  private final State state;
  private final List<Attempt> attempts;
  private final @Nullable Instant next;
  private final DeliveryFault.@Nullable Kind fault;

  /**
   * Records a delivery.
   *
   * @param body the fields of the event's JSON object
   * @param at the instant of the event, by the hub's clock
   * @param state the state of the delivery
   * @param attempts the attempts that have finished
   * @param next the instant of the next attempt; null if none is planned
   * @param fault the fault of the delivery; null if it has none
   */
  public WebhookDelivery(
      Map<String, ?> body,
      Instant at,
      State state,
      List<Attempt> attempts,
      @Nullable Instant next,
      DeliveryFault.@Nullable Kind fault) {
    this.body = body;
    this.at = at;
    this.state = state;
    this.attempts = List.copyOf(attempts);
    this.next = next;
    this.fault = fault;
  }

  /** {@return the event's id, the same in each attempt} */
  public EventXid xid() {
    return new EventXid(String.valueOf(body.get("xid")));
  }

  /** {@return the event's name} */
  public String name() {
    return String.valueOf(body.get("event"));
  }

  /** {@return the instant of the event, by the hub's clock} */
  public Instant at() {
    return at;
  }

  /** {@return the state of the delivery} */
  public State state() {
    return state;
  }

  /** {@return the attempts that have finished, in their order; unmodifiable} */
  public List<Attempt> attempts() {
    return attempts;
  }

  /**
   * {@return the instant of the next attempt, by the hub's clock; empty if none is planned, or one
   * is running}
   */
  public Optional<Instant> next() {
    return Optional.ofNullable(next);
  }

  /**
   * {@return the fault that a test chose for this delivery; empty if it has none} It does not apply
   * to what {@link Webhooks#redeliver} sends.
   */
  public Optional<DeliveryFault.Kind> fault() {
    return Optional.ofNullable(fault);
  }

  /** {@return the body without the fault: JSON in UTF-8, a copy} May contain an account number. */
  public byte[] body() {
    return Json.write(body);
  }

  /** Returns all but the body in one line. */
  @Override
  public String toString() {
    return at
        + " "
        + name()
        + " "
        + xid()
        + " "
        + state
        + (fault == null ? "" : " " + fault)
        + " "
        + attempts
        + (next == null ? "" : ", next " + next);
  }
}
