package io.github.bankhub.feign.internal.call;

import io.github.bankhub.feign.settings.Retries;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The backoff between attempts: exponential, with a cap and full jitter. */
final class Backoff {

  private static final double FACTOR = 2;

  /** Without jitter: Resilience4j's jitter is around an interval, and never close to zero. */
  private final IntervalFunction bound;

  Backoff(Retries retries) {
    bound =
        IntervalFunction.ofExponentialBackoff(
            retries.initialBackoff(), FACTOR, retries.maxBackoff());
  }

  /** {@return the {@code Retry-After} of the response, or else a random time up to the bound} */
  Duration after(AttemptException failure, int attempts) {
    Duration retryAfter = failure.retryAfter();
    return retryAfter == null ? random(bound.apply(Math.max(attempts, 1))) : retryAfter;
  }

  /** {@return a random time up to the first bound} */
  Duration first() {
    return random(bound.apply(1));
  }

  private static Duration random(long maxMillis) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(maxMillis + 1));
  }
}
