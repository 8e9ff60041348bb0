package io.github.bankhub.testkit.webhook;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.testkit.Webhooks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook with its attempts so far. Immutable. {@link #toString} shows no secret or account.
 *
 * @param xid the event's id, the same in each attempt
 * @param name the event's name
 * @param at the instant of the event, by the hub's clock
 * @param state the state of the delivery
 * @param attempts the attempts that have finished, in their order; unmodifiable
 * @param next the instant of the next attempt, by the hub's clock; empty if none is planned, or one
 *     is running
 * @param fault the fault that a test chose for this delivery; empty if it has none. It does not
 *     apply to what {@link Webhooks#redeliver} sends
 * @param problem why the last attempt failed, or what is probably wrong with the receiver; empty if
 *     all is well. Names no secret and no address
 * @param headers the headers of the request; the secret is {@code ***}; unmodifiable
 * @param body the body without the fault: JSON in UTF-8. May contain an account number
 */
@SuppressWarnings("ArrayRecordComponent")
public record WebhookDelivery(
    EventXid xid,
    String name,
    Instant at,
    State state,
    List<Attempt> attempts,
    Optional<Instant> next,
    Optional<DeliveryFault.Kind> fault,
    Optional<String> problem,
    Map<String, String> headers,
    byte[] body) {

  /** The state of a delivery. */
  public enum State {
    /** An attempt is running or planned. */
    PENDING,
    /** The response had status 2xx. */
    DELIVERED,
    /** The response had another status, so there is no retry. */
    REJECTED,
    /** No attempt follows: all failed, the event was lost, or webhooks are off. */
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

  /** Copies the attempts and the headers. */
  public WebhookDelivery {
    attempts = List.copyOf(attempts);
    headers = Map.copyOf(headers);
  }

  /** Returns a copy of the body. */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Returns all but headers and body in one line. */
  @Override
  public String toString() {
    return "%s %s %s %s%s %s%s%s"
        .formatted(
            at,
            name,
            xid,
            state,
            fault.map(kind -> " " + kind).orElse(""),
            attempts,
            next.map(instant -> ", next " + instant).orElse(""),
            problem.map(text -> ": " + text).orElse(""));
  }
}
