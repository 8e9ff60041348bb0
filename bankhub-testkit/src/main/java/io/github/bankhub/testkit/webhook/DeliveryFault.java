package io.github.bankhub.testkit.webhook;

import io.github.bankhub.testkit.internal.lifecycle.EventName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A fault between SePay and the receiver. Immutable.
 *
 * <p>It applies to the next event, unless {@link #times} or {@link #always} change that. If several
 * match an event, the first one applies. A null argument is rejected with a {@link
 * NullPointerException} that names it.
 *
 * <pre>{@code
 * control.webhooks().disturb(DeliveryFault.lose().times(2).on("BANK_ACCOUNT_LINKED"));
 * }</pre>
 */
public final class DeliveryFault {

  /** The kind of fault. */
  public enum Kind {
    /** The event arrives twice. */
    DUPLICATE,
    /** The event arrives after the next one. */
    SWAP,
    /** The event arrives late. */
    DELAY,
    /** The event never arrives. */
    LOSS,
    /** The event arrives with another secret. */
    WRONG_SECRET,
    /** The event arrives without the secret. */
    NO_SECRET,
    /** The event arrives with the secret and another link token. */
    OTHER_LINK_TOKEN
  }

  private static final int WITHOUT_END = 0;

  private final Kind kind;
  private final Duration delay;
  private final int times;
  private final Set<EventName> events;

  private DeliveryFault(Kind kind, Duration delay, int times, Set<EventName> events) {
    this.kind = kind;
    this.delay = delay;
    this.times = times;
    this.events = events;
  }

  private static DeliveryFault next(Kind kind) {
    return new DeliveryFault(kind, Duration.ZERO, 1, EnumSet.allOf(EventName.class));
  }

  /**
   * Sends a webhook a second time, right after the response, with the same {@code xid}.
   *
   * @return the fault, for the next event
   */
  public static DeliveryFault duplicate() {
    return next(Kind.DUPLICATE);
  }

  /**
   * Sends an event after the one that follows it, but at most a minute of the hub's time late: so
   * before one that is delayed for longer. A lost one counts as one that follows.
   *
   * @return the fault, for the next event
   */
  public static DeliveryFault swapWithNext() {
    return next(Kind.SWAP);
  }

  /**
   * Sends an event late, and those after it in time.
   *
   * @param time how late, by the hub's clock
   * @return the fault, for the next event
   * @throws IllegalArgumentException if the time is negative
   */
  public static DeliveryFault delay(Duration time) {
    Objects.requireNonNull(time, "time");
    if (time.isNegative()) {
      throw new IllegalArgumentException("delay is " + time + "; expected: zero or more");
    }
    return new DeliveryFault(Kind.DELAY, time, 1, EnumSet.allOf(EventName.class));
  }

  /**
   * Never sends an event.
   *
   * @return the fault, for the next event
   */
  public static DeliveryFault lose() {
    return next(Kind.LOSS);
  }

  /**
   * Sends a webhook with another secret, as an attacker without the secret does.
   *
   * @return the fault, for the next event
   */
  public static DeliveryFault wrongSecret() {
    return next(Kind.WRONG_SECRET);
  }

  /**
   * Sends a webhook without the header of the secret.
   *
   * @return the fault, for the next event
   */
  public static DeliveryFault withoutSecret() {
    return next(Kind.NO_SECRET);
  }

  /**
   * Sends a webhook that names a link token which this hub never issued. SePay signs no body, so
   * with the secret it looks true.
   *
   * @return the fault, for the next event
   */
  public static DeliveryFault otherLinkToken() {
    return next(Kind.OTHER_LINK_TOKEN);
  }

  /**
   * Sets the number of events that it applies to.
   *
   * @param count the number, 1 or more
   * @return the changed copy
   * @throws IllegalArgumentException if it is less than 1
   */
  public DeliveryFault times(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("times is " + count + "; expected: 1 or more");
    }
    return new DeliveryFault(kind, delay, count, events);
  }

  /**
   * Applies to every event, until faults are cleared.
   *
   * @return the changed copy
   */
  public DeliveryFault always() {
    return new DeliveryFault(kind, delay, WITHOUT_END, events);
  }

  /**
   * Limits it to some events.
   *
   * @param first the name of one, such as {@code BANK_ACCOUNT_LINKED}
   * @param others the names of further ones
   * @return the changed copy
   * @throws IllegalArgumentException if there is no such event; lists those there are
   */
  public DeliveryFault on(String first, String... others) {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(others, "others");
    Set<EventName> chosen = EnumSet.of(EventName.of(first));
    for (String other : others) {
      chosen.add(EventName.of(Objects.requireNonNull(other, "others")));
    }
    return new DeliveryFault(kind, delay, times, chosen);
  }

  /** {@return the kind} */
  public Kind kind() {
    return kind;
  }

  /** {@return how late an event is sent; zero for other kinds than {@link Kind#DELAY}} */
  public Duration delay() {
    return delay;
  }

  /**
   * {@return whether it applies to an event}
   *
   * @param event the event's name
   * @throws IllegalArgumentException if there is no such event; lists the events
   */
  public boolean appliesTo(String event) {
    return events.contains(EventName.of(event));
  }

  /**
   * {@return whether it has expired}
   *
   * @param count the number of events to which it has applied
   */
  public boolean isUsedUpAfter(int count) {
    return times != WITHOUT_END && count >= times;
  }

  /** Returns kind, frequency and events in one line. */
  @Override
  public String toString() {
    return kind + " " + (times == WITHOUT_END ? "always" : "times " + times) + " on " + events;
  }
}
