package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;

/**
 * The number of attempts of a call, and the backoff between them. Immutable. {@code
 * docs/failures.md} says which failures are retried.
 *
 * <p>The backoff is a random time below a bound. The bound doubles with each attempt. A {@code
 * Retry-After} header replaces the backoff.
 *
 * <p>Each {@code with…} method returns a changed copy, and checks as the constructor does. Set a
 * longer {@code maxBackoff} before a longer {@code initialBackoff}.
 *
 * @param maxAttempts the attempts of a call, the first included: 1 or more. A request for an access
 *     token has the same number of its own. The retry after a 401 is not counted
 * @param initialBackoff the bound before the second attempt: a millisecond to a day
 * @param maxBackoff the highest bound: {@code initialBackoff} to a day
 */
public record Retries(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {

  /** 3 attempts, 200 ms, 2 s. They bridge a short outage while a person waits for a page. */
  public static final Retries DEFAULT =
      new Retries(3, Duration.ofMillis(200), Duration.ofSeconds(2));

  /**
   * Checks the values.
   *
   * @throws InvalidFieldException if one is null or out of its bounds
   */
  public Retries {
    Check.requireAtLeast(1, "maxAttempts", maxAttempts);
    Check.requireMillisecondToDay("initialBackoff", initialBackoff);
    Check.requireMillisecondToDay("maxBackoff", maxBackoff);
    if (maxBackoff.compareTo(initialBackoff) < 0) {
      throw new InvalidFieldException(
          "maxBackoff", "is " + maxBackoff, "no less than initialBackoff, " + initialBackoff);
    }
  }

  /** {@return a copy with another number of attempts} */
  public Retries withMaxAttempts(int value) {
    return new Retries(value, initialBackoff, maxBackoff);
  }

  /** {@return a copy with another bound before the second attempt} */
  public Retries withInitialBackoff(Duration value) {
    return new Retries(maxAttempts, value, maxBackoff);
  }

  /** {@return a copy with another highest bound} */
  public Retries withMaxBackoff(Duration value) {
    return new Retries(maxAttempts, initialBackoff, value);
  }
}
