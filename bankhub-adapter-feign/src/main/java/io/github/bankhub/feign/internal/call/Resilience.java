package io.github.bankhub.feign.internal.call;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Circuit;
import io.github.bankhub.feign.settings.Limits;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Resilience4j instances of one host, which hubs with the same registries share.
 *
 * @param retry repeats what is marked with {@link RetryPause}, and nothing else
 * @param circuit lets nothing through to a service that fails
 * @param bulkhead bounds how many calls are under way
 * @param rate bounds how many begin in a second; null for any number
 * @param observers who hears of the circuit until the hub is closed
 * @param hearing all who hear of it
 * @param closed is at zero when the hub has been closed
 */
public record Resilience(
    Retry retry,
    CircuitBreaker circuit,
    Bulkhead bulkhead,
    @Nullable RateLimiter rate,
    CallEvents observers,
    Set<CallEvents> hearing,
    CountDownLatch closed) {

  /** A circuit that hubs share outlives them, and lets go of no consumer: it has but one. */
  private static final Map<CircuitBreaker, Set<CallEvents>> HEARING =
      Collections.synchronizedMap(new WeakHashMap<>());

  public static Resilience of(
      BankHubSettings settings, Registries registries, InstantSource clock, CallEvents observers) {
    String name = "bankhub-" + settings.environment().baseUri().getAuthority();
    CircuitBreaker circuit =
        registries.circuits().circuitBreaker(name, circuit(settings.circuit(), clock));
    Set<CallEvents> hearing = HEARING.computeIfAbsent(circuit, Resilience::hearing);
    hearing.add(observers);
    Resilience resilience =
        new Resilience(
            retry(name, settings, registries.retries()),
            circuit,
            bulkhead(name, settings, registries.bulkheads()),
            settings.limits().callsPerSecond() == 0
                ? registries.rates().find(name).orElse(null)
                : registries.rates().rateLimiter(name, rate(settings.limits())),
            observers,
            hearing,
            new CountDownLatch(1));
    State state = circuit.getState();
    if (state != State.CLOSED) {
      observers.circuitChanged(state.name(), state.name());
    }
    return resilience;
  }

  private static Set<CallEvents> hearing(CircuitBreaker circuit) {
    Set<CallEvents> hearing =
        Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    circuit
        .getEventPublisher()
        .onStateTransition(
            event -> {
              StateTransition change = event.getStateTransition();
              LOG.log(
                  Level.WARNING,
                  "The circuit breaker {0} went from {1} to {2}",
                  event.getCircuitBreakerName(),
                  change.getFromState(),
                  change.getToState());
              List.copyOf(hearing)
                  .forEach(
                      one ->
                          one.circuitChanged(
                              change.getFromState().name(), change.getToState().name()));
            });
    return hearing;
  }

  /** Waits until the rate allows another attempt. */
  void waitForTurn(CallContext call) {
    if (rate == null) {
      return;
    }
    boolean free = rate.getMetrics().getAvailablePermissions() > 0;
    // Looked at first: a turn that was taken cannot be given back, and would be lost to others.
    boolean inTime =
        !(rate instanceof AtomicRateLimiter known)
            || known.getDetailedMetrics().getNanosToWait() <= call.remaining().toNanos();
    Duration wait = Duration.ofNanos(inTime ? ask(rate::reservePermission, free ? 0L : -1L) : -1L);
    if (wait.isNegative() || wait.compareTo(call.remaining()) > 0) {
      throw Failures.overload("more calls than the rate that was chosen");
    }
    if (!wait.isZero()) {
      await(wait, Failures::interrupted);
    }
  }

  /** Takes a place among the calls under way, to be left again. */
  void enter() {
    boolean free = bulkhead.getMetrics().getAvailableConcurrentCalls() > 0;
    if (!ask(bulkhead::tryAcquirePermission, free)) {
      throw Thread.currentThread().isInterrupted()
          ? Failures.interrupted()
          : Failures.overload("too many calls are under way");
    }
  }

  void leave() {
    tell(bulkhead::onComplete);
  }

  /** Waits, unless the thread is interrupted or the hub closed meanwhile. */
  void await(Duration time, Supplier<AttemptException> interrupted) {
    try {
      if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw Failures.closed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted.get();
    }
  }

  /** Ends what waits here, and hears no more of the circuit. */
  public void close() {
    closed.countDown();
    hearing.remove(observers);
  }

  /**
   * Tells an instance what happened. What a user has hung on it may fail, and changes no call; the
   * answer is false then.
   */
  static boolean tell(Runnable event) {
    return ask(
        () -> {
          event.run();
          return true;
        },
        false);
  }

  /**
   * Asks an instance; should what a user has hung on it fail, the answer is the given one. That is
   * a guess if other threads ask at the same time: Resilience4j tells its consumers before it
   * answers, and their failure takes the place of the answer.
   */
  private static <T> T ask(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "A consumer of events of Resilience4j failed ({0})",
          e.getClass().getName());
      return otherwise;
    }
  }

  private static Retry retry(String name, BankHubSettings settings, RetryRegistry registry) {
    RetryConfig config =
        RetryConfig.custom()
            .maxAttempts(settings.retries().maxAttempts())
            .retryOnException(RetryPause.class::isInstance)
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
        .failureRateThreshold(settings.failureRateThreshold())
        .slidingWindowSize(settings.slidingWindowSize())
        .minimumNumberOfCalls(settings.minimumCalls())
        .waitDurationInOpenState(settings.waitDurationInOpenState())
        .permittedNumberOfCallsInHalfOpenState(settings.permittedCallsInHalfOpenState())
        // Each call has its time; one that succeeds within it counts for the service.
        .slowCallDurationThreshold(Duration.ofNanos(Long.MAX_VALUE))
        .clock(clock.withZone(ZoneOffset.UTC))
        .build();
  }

  private static Bulkhead bulkhead(
      String name, BankHubSettings settings, BulkheadRegistry registry) {
    BulkheadConfig config =
        BulkheadConfig.custom()
            .maxConcurrentCalls(settings.limits().concurrentCalls())
            .maxWaitDuration(Duration.ZERO)
            .build();
    Bulkhead bulkhead = registry.bulkhead(name, config);
    Duration wait = bulkhead.getBulkheadConfig().getMaxWaitDuration();
    // Its wait knows nothing of the time of the call.
    if (!wait.isZero()) {
      throw new InvalidFieldException(
          "bulkheads",
          "have an instance \"" + name + "\" that waits " + wait,
          "one with a maxWaitDuration of zero");
    }
    return bulkhead;
  }

  private static RateLimiterConfig rate(Limits limits) {
    return RateLimiterConfig.custom()
        .limitForPeriod(limits.callsPerSecond())
        .limitRefreshPeriod(Duration.ofSeconds(1))
        .timeoutDuration(limits.maxWait())
        .build();
  }

  /** The pause that each repetition says; also the mark of a retry that is a hub's. */
  private static final class PauseOfFailure implements IntervalBiFunction<Object> {

    @Override
    public Long apply(Integer attempt, Either<Throwable, Object> outcome) {
      return outcome.isLeft() && outcome.getLeft() instanceof RetryPause again
          ? again.pauseMillis()
          : 0L;
    }
  }
}
