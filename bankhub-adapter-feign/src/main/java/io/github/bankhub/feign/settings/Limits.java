package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;

/**
 * Limits of concurrency and rate. A call beyond them fails with reason {@code OVERLOAD}. Immutable.
 *
 * <p>Each {@code with…} method returns a changed copy, and checks as the constructor does.
 *
 * @param concurrentCalls the number of calls at the same time, those that wait for a connection
 *     included: 1 or more
 * @param callsPerSecond the number of attempts that may start in a second: 0 or more; 0 turns the
 *     rate limiter off. Requests for an access token and the retry after a 401 are not counted
 * @param maxWait how long an attempt may wait for the rate limiter: zero to a day
 */
public record Limits(int concurrentCalls, int callsPerSecond, Duration maxWait) {

  /**
   * 250 calls, no rate limit, 1 s. By default, each call has a connection. SePay documents no rate
   * limit.
   */
  public static final Limits DEFAULT = new Limits(250, 0, Duration.ofSeconds(1));

  /**
   * Checks the values.
   *
   * @throws InvalidFieldException if one is null or out of its bounds
   */
  public Limits {
    Check.requireAtLeast(1, "concurrentCalls", concurrentCalls);
    Check.requireAtLeast(0, "callsPerSecond", callsPerSecond);
    Check.requireZeroToDay("maxWait", maxWait);
  }

  /** {@return a copy with another number of calls at the same time} */
  public Limits withConcurrentCalls(int value) {
    return new Limits(value, callsPerSecond, maxWait);
  }

  /** {@return a copy with another number of attempts that may start in a second} */
  public Limits withCallsPerSecond(int value) {
    return new Limits(concurrentCalls, value, maxWait);
  }

  /** {@return a copy with another wait for the rate limiter} */
  public Limits withMaxWait(Duration value) {
    return new Limits(concurrentCalls, callsPerSecond, value);
  }
}
