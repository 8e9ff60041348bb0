package io.github.bankhub.feign.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Lifetimes of entries. */
final class Lifetimes {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private Lifetimes() {}

  /** {@return the time until then, or empty if it is over} */
  static Optional<Duration> until(Instant end, InstantSource clock) {
    return Optional.of(Duration.between(clock.instant(), end))
        .filter(lifetime -> lifetime.compareTo(SHORTEST) >= 0);
  }
}
