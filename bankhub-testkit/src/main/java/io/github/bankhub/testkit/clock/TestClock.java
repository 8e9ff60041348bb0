package io.github.bankhub.testkit.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that a test advances.
 *
 * <p>Thread-safe. It only goes forward. A null argument is rejected with a {@link
 * NullPointerException} that names it.
 */
public final class TestClock implements InstantSource {

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
  private static final Instant DEFAULT = Instant.parse("2026-01-31T03:30:00Z");

  private final InstantSource base;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private TestClock(InstantSource base) {
    this.base = base;
  }

  /**
   * {@return a clock that is fixed until a test advances it}
   *
   * @param instant the fixed instant, in the years 2000 to 9000
   * @throws IllegalArgumentException if the instant is in another year
   */
  public static TestClock fixed(Instant instant) {
    Objects.requireNonNull(instant, "instant");
    // A client reads no time of SePay before it, and SePay's format has none after it.
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "a test clock begins in the years 2000 to 9000, not at " + instant);
    }
    return new TestClock(InstantSource.fixed(instant));
  }

  /** {@return a clock that is fixed at 2026-01-31T03:30:00Z until a test advances it} */
  public static TestClock fixed() {
    return fixed(DEFAULT);
  }

  /** {@return a clock that runs with the system clock; a test can advance it} */
  public static TestClock ticking() {
    return new TestClock(InstantSource.system());
  }

  /** Returns the present instant of this clock. */
  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }

  /** {@return whether it runs by itself: true for a {@link #ticking()} clock} */
  public boolean isTicking() {
    return base.equals(InstantSource.system());
  }

  /**
   * Advances the clock. When this returns, all listeners have been notified.
   *
   * @param time the duration, zero or more
   * @throws IllegalArgumentException if the duration is negative, or the new time is after the year
   *     9000
   */
  public void advance(Duration time) {
    Objects.requireNonNull(time, "time");
    if (time.isNegative()) {
      throw new IllegalArgumentException("a test clock goes forward only, not by " + time);
    }
    // Beyond it, times can no longer be written as SePay writes them.
    if (time.compareTo(Duration.between(instant(), LATEST)) > 0) {
      throw new IllegalArgumentException(
          "a test clock goes to the year 9000 at the latest, not further by " + time);
    }
    offset.accumulateAndGet(time, Duration::plus);
    listeners.forEach(Runnable::run);
  }

  /**
   * Adds a listener that runs after each advance, on the thread that advances the clock. It does
   * not run when time passes by itself. The clock holds the listener until it is removed.
   *
   * @param listener the listener; {@link #advance} throws its exceptions
   * @return removes the listener
   */
  public Runnable onAdvanced(Runnable listener) {
    Objects.requireNonNull(listener, "listener");
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Returns the present instant of this clock. */
  @Override
  public String toString() {
    return "TestClock[" + instant() + "]";
  }
}
