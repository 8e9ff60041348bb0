package io.github.bankhub.testkit.webhook;

import io.github.bankhub.testkit.internal.lifecycle.EventName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A fault between SePay and the receiver of webhooks or IPNs. Immutable. For IPNs, read transaction
 * for event, and key for secret.
 *
 * <p>It applies to the next event, unless {@link #times} or {@link #always} change that. If several
 * match an event, the first one applies. A null argument is rejected with a {@link
 * NullPointerException} that names it.
 *
 * <pre>{@code
 * control.webhooks().inject(DeliveryFault.loss().times(2).on("BANK_ACCOUNT_LINKED"));
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
   * {@return a fault that sends a webhook twice: again after the response, with the same {@code
   * xid}}
   */
  public static DeliveryFault duplicate() {
    return next(Kind.DUPLICATE);
  }

  /**
   * {@return a fault that sends an event after the next event} The delay is at most a minute of the
   * hub's clock, so a next event with a longer delay arrives later. A lost event counts as the
   * next.
   */
  public static DeliveryFault swap() {
    return next(Kind.SWAP);
  }

  /**
   * {@return a fault that sends an event late, and later events in time}
   *
   * @param time the delay, by the hub's clock
   * @throws IllegalArgumentException if the time is negative
   */
  public static DeliveryFault delay(Duration time) {
    Objects.requireNonNull(time, "time");
    if (time.isNegative()) {
      throw new IllegalArgumentException("delay is " + time + "; expected: zero or more");
    }
    return new DeliveryFault(Kind.DELAY, time, 1, EnumSet.allOf(EventName.class));
  }

  /** {@return a fault that never sends an event} */
  public static DeliveryFault loss() {
    return next(Kind.LOSS);
  }

  /** {@return a fault that sends a webhook with another secret, like an attacker} */
  public static DeliveryFault wrongSecret() {
    return next(Kind.WRONG_SECRET);
  }

  /** {@return a fault that sends a webhook without the header of the secret} */
  public static DeliveryFault noSecret() {
    return next(Kind.NO_SECRET);
  }

  /**
   * {@return a fault that sends a link token which this hub never issued} SePay does not sign the
   * body, so a webhook with the right secret looks authentic.
   */
  public static DeliveryFault otherLinkToken() {
    return next(Kind.OTHER_LINK_TOKEN);
  }

  /**
   * {@return a copy that applies to several events}
   *
   * @param count the number of events, 1 or more
   * @throws IllegalArgumentException if it is less than 1
   */
  public DeliveryFault times(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("times is " + count + "; expected: 1 or more");
    }
    return new DeliveryFault(kind, delay, count, events);
  }

  /** {@return a copy that applies to every event until faults are cleared} */
  public DeliveryFault always() {
    return new DeliveryFault(kind, delay, WITHOUT_END, events);
  }

  /**
   * {@return a copy that applies only to some events}
   *
   * @param first the name of an event, such as {@code BANK_ACCOUNT_LINKED}
   * @param others the names of more events
   * @throws IllegalArgumentException if there is no such event; lists the events
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

  /** {@return the number of events that it applies to; empty if it applies to every event} */
  public OptionalInt times() {
    return times == WITHOUT_END ? OptionalInt.empty() : OptionalInt.of(times);
  }

  /** {@return the names of the events that it applies to; a copy} */
  public Set<String> events() {
    return events.stream().map(EventName::name).collect(Collectors.toCollection(TreeSet::new));
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
