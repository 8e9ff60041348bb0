package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;

/**
 * The circuit breaker of one host: it stops calls to a service that fails. Immutable. The names are
 * those of Resilience4j.
 *
 * <p>A failed connection, a timeout, a broken connection and a 5xx status count as failures. Every
 * other response counts as a success.
 *
 * <p>Each {@code with…} method returns a changed copy, and checks as the constructor does. Set a
 * smaller {@code minimumCalls} before a smaller {@code slidingWindowSize}.
 *
 * @param failureRateThreshold the share of failed attempts that opens the circuit, in percent: 1 to
 *     100
 * @param slidingWindowSize the number of latest attempts that are counted: 1 to 10,000
 * @param minimumCalls the number of attempts before the circuit can open: 1 to {@code
 *     slidingWindowSize}
 * @param waitDurationInOpenState how long the open circuit rejects calls, by the hub's clock: a
 *     millisecond to a day
 * @param permittedCallsInHalfOpenState the number of attempts that then test the service: 1 or more
 */
public record Circuit(
    int failureRateThreshold,
    int slidingWindowSize,
    int minimumCalls,
    Duration waitDurationInOpenState,
    int permittedCallsInHalfOpenState) {

  /**
   * 50 % of 50 attempts, at least 20 attempts, 30 s, 3 test attempts. Two failed calls do not open
   * the circuit; about a minute of failures does.
   */
  public static final Circuit DEFAULT = new Circuit(50, 50, 20, Duration.ofSeconds(30), 3);

  /**
   * Checks the values.
   *
   * @throws InvalidFieldException if one is null or out of its bounds
   */
  public Circuit {
    Check.requireBetween(1, 100, "failureRateThreshold", failureRateThreshold);
    Check.requireBetween(1, 10_000, "slidingWindowSize", slidingWindowSize);
    Check.requireBetween(1, slidingWindowSize, "minimumCalls", minimumCalls);
    Check.requireMillisecondToDay("waitDurationInOpenState", waitDurationInOpenState);
    Check.requireAtLeast(1, "permittedCallsInHalfOpenState", permittedCallsInHalfOpenState);
  }

  /** {@return a copy with another share of failed attempts that opens the circuit} */
  public Circuit withFailureRateThreshold(int value) {
    return new Circuit(
        value,
        slidingWindowSize,
        minimumCalls,
        waitDurationInOpenState,
        permittedCallsInHalfOpenState);
  }

  /** {@return a copy with another number of latest attempts that are counted} */
  public Circuit withSlidingWindowSize(int value) {
    return new Circuit(
        failureRateThreshold,
        value,
        minimumCalls,
        waitDurationInOpenState,
        permittedCallsInHalfOpenState);
  }

  /** {@return a copy with another number of attempts before the circuit can open} */
  public Circuit withMinimumCalls(int value) {
    return new Circuit(
        failureRateThreshold,
        slidingWindowSize,
        value,
        waitDurationInOpenState,
        permittedCallsInHalfOpenState);
  }

  /** {@return a copy with another time for which the open circuit rejects calls} */
  public Circuit withWaitDurationInOpenState(Duration value) {
    return new Circuit(
        failureRateThreshold,
        slidingWindowSize,
        minimumCalls,
        value,
        permittedCallsInHalfOpenState);
  }

  /** {@return a copy with another number of attempts that then test the service} */
  public Circuit withPermittedCallsInHalfOpenState(int value) {
    return new Circuit(
        failureRateThreshold, slidingWindowSize, minimumCalls, waitDurationInOpenState, value);
  }
}
