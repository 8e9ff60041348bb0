package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.settings.Circuit;
import io.github.bankhub.feign.settings.Limits;
import io.github.bankhub.feign.settings.Retries;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The Resilience4j registries of a hub. They create its instances, or supply existing ones.
 *
 * @param rates null for no limit
 */
public record Registries(
    RetryRegistry retries,
    CircuitBreakerRegistry circuits,
    BulkheadRegistry bulkheads,
    @Nullable RateLimiterRegistry rates) {

  /**
   * {@return the retry of a hub}
   *
   * @throws InvalidFieldException if the registry holds another one: it could retry a create
   */
  Retry retry(String name, Retries settings) {
    RetryConfig config =
        RetryConfig.custom()
            .maxAttempts(settings.maxAttempts())
            .retryOnException(RetryPause.class::isInstance)
            .intervalBiFunction(new BackoffOfFailure())
            .build();
    Retry retry = retries.retry(name, config);
    if (!(retry.getRetryConfig().getIntervalBiFunction() instanceof BackoffOfFailure)) {
      throw new InvalidFieldException(
          "retries", "have an instance \"" + name + "\" already", "a registry without it");
    }
    return retry;
  }

  CircuitBreaker circuit(String name, Circuit settings, InstantSource clock) {
    CircuitBreakerConfig.Builder config =
        CircuitBreakerConfig.custom()
            .failureRateThreshold(settings.failureRateThreshold())
            .slidingWindowSize(settings.slidingWindowSize())
            .minimumNumberOfCalls(settings.minimumCalls())
            .waitDurationInOpenState(settings.waitDurationInOpenState())
            .permittedNumberOfCallsInHalfOpenState(settings.permittedCallsInHalfOpenState())
            // Never slow: a success before the deadline of its call is a success.
            .slowCallDurationThreshold(Duration.ofNanos(Long.MAX_VALUE));
    setClock(config, clock);
    return circuits.circuitBreaker(name, config.build());
  }

  private static void setClock(CircuitBreakerConfig.Builder config, InstantSource clock) {
    try {
      config.clock(clock.withZone(ZoneOffset.UTC));
    } catch (NoSuchMethodError e) {
      // Resilience4j before 2.3 always uses the system's clock.
    }
  }

  /**
   * {@return the bulkhead of a hub}
   *
   * @throws InvalidFieldException if it waits for a permit: it knows no deadline of a call
   */
  Bulkhead bulkhead(String name, Limits settings) {
    BulkheadConfig config =
        BulkheadConfig.custom()
            .maxConcurrentCalls(settings.concurrentCalls())
            .maxWaitDuration(Duration.ZERO)
            .build();
    Bulkhead bulkhead = bulkheads.bulkhead(name, config);
    Duration wait = bulkhead.getBulkheadConfig().getMaxWaitDuration();
    if (!wait.isZero()) {
      throw new InvalidFieldException(
          "bulkheads",
          "have an instance \"" + name + "\" that waits " + wait,
          "one with a maxWaitDuration of zero");
    }
    return bulkhead;
  }

  /** {@return the rate limiter of a hub; null if neither settings nor registry have one} */
  @Nullable RateLimiter rateLimiter(String name, Limits settings) {
    if (rates == null) {
      return null;
    }
    if (settings.callsPerSecond() == 0) {
      return rates.find(name).orElse(null);
    }
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(settings.callsPerSecond())
            .limitRefreshPeriod(Duration.ofSeconds(1))
            .timeoutDuration(settings.maxWait())
            .build();
    return rates.rateLimiter(name, config);
  }

  /** Reports to Resilience4j that an attempt is retried after a backoff. */
  static final class RetryPause extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration backoff;

    RetryPause(Duration backoff) {
      super(null, null, false, false);
      this.backoff = backoff;
    }
  }

  /** The backoff that a {@link RetryPause} names. Its type also marks the retry of a hub. */
  private static final class BackoffOfFailure implements IntervalBiFunction<Object> {

    @Override
    public Long apply(Integer attempt, Either<Throwable, Object> outcome) {
      return ((RetryPause) outcome.getLeft()).backoff.toMillis();
    }
  }
}
