package io.github.bankhub.testkit.webhook;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.testkit.Webhooks;
import io.github.bankhub.testkit.internal.lifecycle.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A webhook and what became of it so far. Immutable; printing it shows neither secret nor account.
 */
public final class WebhookDelivery {

  /** How a delivery stands. */
  public enum State {
    /** It is sent, for the first time or again. */
    PENDING,
    /** It was answered with 2xx. */
    DELIVERED,
    /** It was answered otherwise, and is not repeated. */
    REFUSED,
    /** It is not sent again: after the last attempt, lost, or switched off. */
    EXHAUSTED
  }

  /** How an attempt ended. */
  public enum Outcome {
    /** An answer came. */
    ANSWERED,
    /** There was no connection, or it broke. */
    CONNECTION_FAILED,
    /** No answer came in time. Assumed to count as a failure of the network. */
    TIMED_OUT,
    /** It was lost on the way, as a {@link DeliveryFault} wanted. */
    LOST
  }

  /**
   * An attempt to deliver. Immutable.
   *
   * @param due when it was due, by the hub's clock
   * @param outcome how it ended
   * @param status the HTTP status of the answer, 0 if none came
   */
  public record Attempt(Instant due, Outcome outcome, int status) {

    /** Returns all in one line. */
    @Override
    public String toString() {
      return due + " " + outcome + (status == 0 ? "" : " " + status);
    }
  }

  private final Event event;
  private final State state;
  private final List<Attempt> attempts;
  private final @Nullable Instant next;
  private final DeliveryFault.@Nullable Kind disturbance;

  public WebhookDelivery(
      Event event,
      State state,
      List<Attempt> attempts,
      @Nullable Instant next,
      DeliveryFault.@Nullable Kind disturbance) {
    this.event = event;
    this.state = state;
    this.attempts = List.copyOf(attempts);
    this.next = next;
    this.disturbance = disturbance;
  }

  /**
   * The event's id, the same in each attempt.
   *
   * @return {@code xid}
   */
  public EventXid xid() {
    return new EventXid(event.xid());
  }

  /**
   * The event's name.
   *
   * @return {@code event}
   */
  public String name() {
    return event.name();
  }

  /**
   * When it happened.
   *
   * @return the instant, by the hub's clock
   */
  public Instant at() {
    return event.at();
  }

  /**
   * How it stands.
   *
   * @return the state
   */
  public State state() {
    return state;
  }

  /**
   * The attempts so far.
   *
   * @return those that ended, in their order; unmodifiable
   */
  public List<Attempt> attempts() {
    return attempts;
  }

  /**
   * When it is sent next.
   *
   * @return the instant, by the hub's clock; empty if nothing is planned, or an attempt goes on
   */
  public Optional<Instant> next() {
    return Optional.ofNullable(next);
  }

  /**
   * What goes wrong with it, because a test wanted so; not with what is sent by {@link
   * Webhooks#redeliver}.
   *
   * @return the kind; empty if nothing does
   */
  public Optional<DeliveryFault.Kind> disturbance() {
    return Optional.ofNullable(disturbance);
  }

  /**
   * The true body, whatever a disturbance made of it. May hold an account number in clear.
   *
   * @return JSON in UTF-8, a copy
   */
  public byte[] body() {
    return WebhookRequest.json(event.body());
  }

  /** Returns all but the body in one line. */
  @Override
  public String toString() {
    return event.at()
        + " "
        + event.name()
        + " "
        + event.xid()
        + " "
        + state
        + (disturbance == null ? "" : " " + disturbance)
        + " "
        + attempts
        + (next == null ? "" : ", next " + next);
  }
}
