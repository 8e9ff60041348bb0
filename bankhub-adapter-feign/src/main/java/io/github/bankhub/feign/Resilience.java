package io.github.bankhub.feign;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.BankHubSettings.Circuit;
import io.github.bankhub.feign.BankHubSettings.Limits;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Resilience4j instances of one host, which hubs with the same registries share.
 *
 * @param retry repeats what is marked with {@link Again}, and nothing else
 * @param circuit lets nothing through to a service that fails
 * @param bulkhead bounds how many calls are under way
 * @param rate bounds how many begin in a second; null for any number
 */
record Resilience(
    Retry retry, CircuitBreaker circuit, Bulkhead bulkhead, @Nullable RateLimiter rate) {

  static Resilience of(FeignBankHub.Builder parts, Observers observers) {
    BankHubSettings settings = parts.settings;
    String name = "bankhub-" + settings.environment().baseUri().getAuthority();
    CircuitBreaker circuit =
        parts.circuits.circuitBreaker(name, circuit(settings.circuit(), parts.clock));
    circuit
        .getEventPublisher()
        .onStateTransition(
            event ->
                observers.circuitChanged(
                    name,
                    event.getStateTransition().getFromState().name(),
                    event.getStateTransition().getToState().name()));
    return new Resilience(
        retry(name, settings, parts.retries),
        circuit,
        parts.bulkheads.bulkhead(name, bulkhead(settings.limits())),
        settings.limits().callsPerSecond() == 0
            ? parts.rates.find(name).orElse(null)
            : parts.rates.rateLimiter(name, rate(settings.limits())));
  }

  /** Waits until the rate allows another attempt. */
  void waitForTurn(Call call) {
    if (rate == null) {
      return;
    }
    Duration wait = Duration.ofNanos(rate.reservePermission());
    if (wait.isNegative() || wait.compareTo(call.remaining()) > 0) {
      throw Failures.overload("more calls than the rate that was chosen");
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted();
    }
  }

  private static Retry retry(String name, BankHubSettings settings, RetryRegistry registry) {
    RetryConfig config =
        RetryConfig.custom()
            .maxAttempts(settings.retries().maxAttempts())
            .retryOnException(Again.class::isInstance)
            .intervalBiFunction(new PauseOfFailure())
            .build();
    Retry retry = registry.retry(name, config);
    // One that repeats anything else could create twice.
    if (!(retry.getRetryConfig().getIntervalBiFunction() instanceof PauseOfFailure)) {
      throw new InvalidFieldException(
          "retries", "have an instance \"" + name + "\" already", "a registry without it");
    }
    return retry;
  }

  private static CircuitBreakerConfig circuit(Circuit settings, InstantSource clock) {
    return CircuitBreakerConfig.custom()
        .failureRateThreshold(settings.failurePercent())
        .slidingWindowSize(settings.window())
        .minimumNumberOfCalls(settings.minimumCalls())
        .waitDurationInOpenState(settings.openFor())
        .permittedNumberOfCallsInHalfOpenState(settings.trials())
        .clock(clock.withZone(ZoneOffset.UTC))
        .build();
  }

  private static BulkheadConfig bulkhead(Limits limits) {
    return BulkheadConfig.custom()
        .maxConcurrentCalls(limits.concurrentCalls())
        .maxWaitDuration(Duration.ZERO)
        .build();
  }

  private static RateLimiterConfig rate(Limits limits) {
    return RateLimiterConfig.custom()
        .limitForPeriod(limits.callsPerSecond())
        .limitRefreshPeriod(Duration.ofSeconds(1))
        .timeoutDuration(limits.longestWait())
        .build();
  }

  /** Waits as long as each failure says; also the mark of a retry that is a hub's. */
  private static final class PauseOfFailure implements IntervalBiFunction<Object> {

    @Override
    public Long apply(Integer attempt, Either<Throwable, Object> outcome) {
      return outcome.isLeft() && outcome.getLeft() instanceof Again again
          ? again.pauseMillis()
          : 0L;
    }
  }
}
