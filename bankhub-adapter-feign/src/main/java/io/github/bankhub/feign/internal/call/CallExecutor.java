package io.github.bankhub.feign.internal.call;

import feign.FeignException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.internal.response.DecodeException;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How a call is made: retry around circuit breaker around rate limiter around bulkhead around the
 * attempt, all within the time of the call.
 *
 * <p>What a failure means and what follows is decided here; Resilience4j counts and lets through.
 */
public final class CallExecutor {

  private final BankHubSettings settings;
  private final Resilience resilience;
  private final CallEvents observers;
  private final LongSupplier nanos;

  public CallExecutor(
      BankHubSettings settings, Resilience resilience, CallEvents observers, LongSupplier nanos) {
    this.settings = settings;
    this.resilience = resilience;
    this.observers = observers;
    this.nanos = nanos;
  }

  /** Makes a call; every failure comes out as the caller's exception. */
  public <T> T call(Operation operation, List<Reference> references, Attempt<T> attempt) {
    CallContext call = CallContext.begun(operation, settings.timeouts(), nanos);
    try {
      T result = repeated(call, () -> withCircuitBreaker(call, attempt));
      if (call.attempts() > 0) {
        observers.succeeded(call);
      }
      return result;
    } catch (AttemptException e) {
      BankHubException failure = e.toException(call, references);
      // A call for an access token that made one of its own is the same call.
      if (operation != Operation.CREATE_ACCESS_TOKEN || !call.isInnerTold()) {
        observers.failed(failure);
      }
      throw failure;
    }
  }

  /** Makes a call that another one needs, within its time and its place. */
  public <T> T inner(CallContext outer, Operation step, Attempt<T> attempt) {
    CallContext call = outer.inner(step);
    try {
      T result = repeated(call, () -> decoding(call, attempt));
      observers.succeeded(call);
      outer.innerTold();
      return result;
    } catch (AttemptException e) {
      observers.failed(e.toException(call, List.of()));
      outer.innerTold();
      throw e.ofTokenCall(call);
    }
  }

  private <T> T repeated(CallContext call, Supplier<T> attempt) {
    Retry retry = resilience.retry();
    Retry.AsyncContext<T> counts = retry.asyncContext();
    for (int tries = 1; ; tries++) {
      try {
        if (Thread.currentThread().isInterrupted()) {
          throw Failures.interrupted();
        }
        T result = attempt.get();
        Resilience.tell(counts::onComplete);
        return result;
      } catch (AttemptException e) {
        Duration pause = pause(call, e);
        boolean allowed = e.allowsRetry(call.operation()) && pause.compareTo(call.remaining()) < 0;
        Resilience.tell(() -> counts.onError(allowed ? new RetryPause(pause) : e));
        if (!allowed || tries >= retry.getRetryConfig().getMaxAttempts()) {
          throw e;
        }
        call.repeatsAfter(e);
        resilience.await(pause, e::interrupted);
      }
    }
  }

  /** The time that SePay asks for; else exponential with full jitter. */
  private Duration pause(CallContext call, AttemptException failure) {
    Duration asked = failure.retryAfter();
    if (asked != null) {
      return asked;
    }
    Retries retries = settings.retries();
    long bound =
        retries.initialBackoff().toMillis() << Math.min(Math.max(call.attempts() - 1, 0), 20);
    long highest = Math.min(bound, retries.maxBackoff().toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(highest + 1));
  }

  private <T> T withCircuitBreaker(CallContext call, Attempt<T> attempt) {
    CircuitBreaker circuit = resilience.circuit();
    if (!circuit.tryAcquirePermission()) {
      throw Failures.circuitOpen();
    }
    long start = circuit.getCurrentTimestamp();
    try {
      T result = withBulkhead(call, attempt);
      if (call.attempts() > 0 || call.isInnerTold()) {
        Resilience.tell(() -> circuit.onSuccess(since(start), circuit.getTimestampUnit()));
      } else {
        // What was at hand says nothing of the service.
        circuit.releasePermission();
      }
      return result;
    } catch (AttemptException e) {
      boolean counted =
          Resilience.tell(
              () -> {
                switch (e.verdict()) {
                  case AGAINST_SERVICE ->
                      circuit.onError(since(start), circuit.getTimestampUnit(), e);
                  case FOR_SERVICE -> circuit.onSuccess(since(start), circuit.getTimestampUnit());
                  case NEITHER -> circuit.releasePermission();
                }
              });
      if (!counted) {
        // A half open circuit would wait for it for ever.
        circuit.releasePermission();
      }
      throw e;
    } catch (RuntimeException | Error e) {
      circuit.releasePermission();
      throw e;
    }
  }

  private long since(long start) {
    return resilience.circuit().getCurrentTimestamp() - start;
  }

  private <T> T withBulkhead(CallContext call, Attempt<T> attempt) {
    resilience.waitForTurn(call);
    resilience.enter();
    try {
      return decoding(call, attempt);
    } finally {
      resilience.leave();
    }
  }

  private static <T> T decoding(CallContext call, Attempt<T> attempt) {
    try {
      return attempt.of(call);
    } catch (InvalidFieldException | DecodeException e) {
      throw unreadable(call, e);
    } catch (FeignException e) {
      // Feign wraps what a decoder throws; its own text would show address and body.
      throw e.getCause() instanceof DecodeException problem
          ? unreadable(call, problem)
          : unreadable(call, new DecodeException("it could not be decoded"));
    }
  }

  /** The message of a value of the domain that objects shows no secret, and nor does our own. */
  private static AttemptException unreadable(CallContext call, RuntimeException problem) {
    BufferedResponse answer =
        Objects.requireNonNull(call.answer(), "nothing is read before an answer");
    return Failures.unreadable(answer, String.valueOf(problem.getMessage()));
  }

  /** What is done at each attempt. */
  @FunctionalInterface
  public interface Attempt<T> {
    T of(CallContext call);
  }
}
