package io.github.bankhub.feign.internal.call;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import io.github.resilience4j.retry.Retry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Resilience4j instances of one host. Hubs with the same registries share them. Thread-safe.
 *
 * @param retry counts attempts; it retries a {@link Registries.RetryPause}, and nothing else
 * @param circuit rejects calls to a service that fails
 * @param bulkhead limits the number of concurrent calls
 * @param rate limits the number of attempts in a second; null for no limit
 * @param subscription the hub's subscription to the circuit
 * @param closed is at zero once the hub has been closed
 */
public record Resilience(
    Retry retry,
    CircuitBreaker circuit,
    Bulkhead bulkhead,
    @Nullable RateLimiter rate,
    CircuitSubscription subscription,
    CountDownLatch closed) {

  public static Resilience of(
      BankHubSettings settings, Registries registries, InstantSource clock, CallEvents events) {
    String name = "bankhub-" + settings.environment().baseUri().getAuthority();
    CircuitBreaker circuit = registries.circuit(name, settings.circuit(), clock);
    return new Resilience(
        registries.retry(name, settings.retries()),
        circuit,
        registries.bulkhead(name, settings.limits()),
        registries.rateLimiter(name, settings.limits()),
        CircuitSubscription.subscribe(circuit, events),
        new CountDownLatch(1));
  }

  /** Waits until the rate allows another attempt. */
  void awaitRate(CallContext call) {
    if (rate == null) {
      return;
    }
    Duration wait = reserve(rate, call.remaining());
    if (wait.isNegative() || wait.compareTo(call.remaining()) > 0) {
      throw Failures.notSent(Reason.OVERLOAD, "the configured rate limit is reached");
    }
    if (!wait.isZero()) {
      await(wait, Failures::interrupted);
    }
  }

  /** {@return the time to wait for the permit; negative if there is none in time} */
  private static Duration reserve(RateLimiter rate, Duration remaining) {
    // Checked first: a reserved permit cannot be returned, and would be lost to other calls.
    if (rate instanceof AtomicRateLimiter known
        && known.getDetailedMetrics().getNanosToWait() > remaining.toNanos()) {
      return Duration.ofNanos(-1);
    }
    long otherwise = rate.getMetrics().getAvailablePermissions() > 0 ? 0 : -1;
    return Duration.ofNanos(callQuietly(rate::reservePermission, otherwise));
  }

  /** Acquires a permit of the bulkhead, without waiting. */
  void acquirePermit() {
    boolean otherwise = bulkhead.getMetrics().getAvailableConcurrentCalls() > 0;
    if (!callQuietly(bulkhead::tryAcquirePermission, otherwise)) {
      throw Thread.currentThread().isInterrupted()
          ? Failures.interrupted()
          : Failures.notSent(Reason.OVERLOAD, "too many concurrent calls");
    }
  }

  void releasePermit() {
    notifyQuietly(bulkhead::onComplete);
  }

  /** Counts an attempt since a start, and returns its permission to the circuit breaker. */
  void count(CircuitSignal signal, long start, @Nullable AttemptException failure) {
    long elapsed = circuit.getCurrentTimestamp() - start;
    boolean isCounted =
        switch (signal) {
          case FAILURE ->
              notifyQuietly(() -> circuit.onError(elapsed, circuit.getTimestampUnit(), failure));
          case SUCCESS ->
              notifyQuietly(() -> circuit.onSuccess(elapsed, circuit.getTimestampUnit()));
          case IGNORE -> false;
        };
    if (!isCounted) {
      // A half-open circuit would wait for this permission forever.
      circuit.releasePermission();
    }
  }

  /** Waits. An interrupt of the thread and the closing of the hub end it with a failure. */
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

  /** Ends all waiting here, and the subscription to the circuit. */
  public void close() {
    closed.countDown();
    subscription.cancel();
  }

  /**
   * Notifies a Resilience4j instance. Exceptions from a user's event consumers are logged and
   * ignored.
   *
   * @return false if there was one
   */
  static boolean notifyQuietly(Runnable event) {
    return callQuietly(
        () -> {
          event.run();
          return true;
        },
        false);
  }

  /**
   * {@return the result of a Resilience4j instance, or the other value if a user's event consumer
   * fails} An exception from a consumer replaces the result. The other value is a guess then,
   * because concurrent threads may have changed the instance.
   */
  private static <T> T callQuietly(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "A Resilience4j event consumer failed ({0})", e.getClass().getName());
      return otherwise;
    }
  }
}
