package io.github.bankhub.feign;

import feign.FeignException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.Operation;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * How a call is made: retry around circuit breaker around the attempt, within one span of time.
 *
 * <p>Whether a failure may be repeated is decided here, per call; Resilience4j counts and waits.
 */
final class Calls {

  private final Retries retries;
  private final Retry retry;
  private final CircuitBreaker circuit;

  Calls(Retries retries) {
    this.retries = retries;
    this.retry =
        Retry.of(
            "bankhub",
            RetryConfig.custom()
                .maxAttempts(retries.maxAttempts())
                .retryOnException(AttemptFailed.class::isInstance)
                .intervalBiFunction(this::pause)
                .build());
    this.circuit =
        CircuitBreaker.of(
            "bankhub",
            CircuitBreakerConfig.custom()
                .recordException(e -> e instanceof AttemptFailed f && f.isFaultOfService())
                .ignoreException(e -> !(e instanceof AttemptFailed f && f.isFaultOfService()))
                .permittedNumberOfCallsInHalfOpenState(5)
                .build());
  }

  /** Makes a call; every failure comes out as the caller's exception. */
  <T> T call(Operation operation, List<Reference> references, Supplier<T> attempt) {
    Tally tally = new Tally();
    try {
      return repeat(operation, tally, () -> throughCircuit(attempt));
    } catch (AttemptFailed e) {
      throw e.toException(operation, references, tally.attempts, tally.elapsed());
    }
  }

  /** Makes a call on behalf of another one, whose circuit breaker and exception it leaves to it. */
  <T> T side(Operation operation, Supplier<T> attempt) {
    Tally tally = new Tally();
    try {
      return repeat(operation, tally, () -> translated(attempt));
    } catch (AttemptFailed e) {
      throw e.asLastOf(tally.attempts);
    }
  }

  private <T> T repeat(Operation operation, Tally tally, Supplier<T> attempt) {
    try {
      return retry.executeSupplier(
          () -> {
            if (Thread.currentThread().isInterrupted()) {
              throw new Final(Failures.interrupted());
            }
            tally.attempts++;
            try {
              return attempt.get();
            } catch (AttemptFailed e) {
              throw mayRepeat(operation, e, tally) ? e : new Final(e);
            }
          });
    } catch (Final e) {
      throw e.failure;
    }
  }

  private boolean mayRepeat(Operation operation, AttemptFailed failure, Tally tally) {
    Duration wait = failure.retryAfter();
    return failure.allowsRepeating(operation)
        && tally.elapsed().plus(wait == null ? Duration.ZERO : wait).compareTo(retries.within())
            < 0;
  }

  private <T> T throughCircuit(Supplier<T> attempt) {
    try {
      return circuit.executeSupplier(() -> translated(attempt));
    } catch (CallNotPermittedException e) {
      throw Failures.circuitOpen();
    }
  }

  private static <T> T translated(Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (FeignException e) {
      // Feign wraps what a decoder throws; its own text would show address and body.
      throw e.getCause() instanceof AttemptFailed failure
          ? failure
          : Failures.unreadable(e.status(), "it could not be decoded");
    }
  }

  /** The time that SePay asks for; else exponential with full jitter. */
  private long pause(int attempt, Either<Throwable, ?> outcome) {
    Duration asked =
        outcome.isLeft() && outcome.getLeft() instanceof AttemptFailed e ? e.retryAfter() : null;
    return asked == null ? jitter(attempt) : asked.toMillis();
  }

  private long jitter(int attempt) {
    long ceiling = retries.firstPause().toMillis() << Math.min(attempt - 1, 20);
    return ThreadLocalRandom.current()
        .nextLong(Math.max(1, Math.min(ceiling, retries.longestPause().toMillis())) + 1);
  }

  /**
   * When and how often a call is repeated.
   *
   * @param maxAttempts all attempts, the first included
   * @param firstPause the most that is waited before the second attempt; doubles each time
   * @param longestPause the most that is ever waited
   * @param within no attempt begins later than this after the first
   */
  record Retries(int maxAttempts, Duration firstPause, Duration longestPause, Duration within) {}

  private static final class Tally {

    private final long start = System.nanoTime();
    private int attempts;

    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  /** A failure that Resilience4j must not repeat. */
  private static final class Final extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final AttemptFailed failure;

    Final(AttemptFailed failure) {
      super(null, null, false, false);
      this.failure = failure;
    }
  }
}
