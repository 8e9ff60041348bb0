package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.internal.response.DecodeException;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes calls: retry around circuit breaker around rate limiter around bulkhead around the attempt,
 * all before the deadline of the call. Thread-safe.
 *
 * <p>The retry loop is our own, and Resilience4j's retry only counts. Its loop knows neither the
 * deadline nor a {@code Retry-After}, and closing the client does not end its backoff.
 */
public final class CallExecutor {

  private final Timeouts timeouts;
  private final Backoff backoff;
  private final Resilience resilience;
  private final CallEvents events;
  private final LongSupplier nanos;

  public CallExecutor(
      BankHubSettings settings, Resilience resilience, CallEvents events, LongSupplier nanos) {
    this.timeouts = settings.timeouts();
    this.backoff = new Backoff(settings.retries());
    this.resilience = resilience;
    this.events = events;
    this.nanos = nanos;
  }

  /**
   * Makes a call.
   *
   * @param references the objects that the request refers to
   * @throws BankHubException if the call fails, for any reason
   */
  public <T> T call(
      Operation operation, List<Reference> references, CallOptions options, Attempt<T> attempt) {
    CallContext call = CallContext.start(operation, timeouts, options, nanos);
    for (Reference reference : references) {
      if (!Operation.isSecret(reference.field())) {
        call.addId(reference.field(), reference.xid());
      }
    }
    try {
      T result = retrying(call, () -> withCircuitBreaker(call, attempt));
      if (call.attempts() > 0) {
        events.succeeded(call);
      }
      return result;
    } catch (AttemptException e) {
      BankHubException failure = e.toException(call, references);
      // A call for an access token that made an inner call for it is the same call.
      if (operation != Operation.CREATE_ACCESS_TOKEN || !call.isInnerCallReported()) {
        events.failed(call, failure);
      }
      throw failure;
    }
  }

  /** Makes a call that another one needs, before its deadline and within its permits. */
  public <T> T inner(CallContext outer, Operation step, Attempt<T> attempt) {
    CallContext call = outer.inner(step);
    try {
      T result = retrying(call, () -> decoding(call, attempt));
      events.succeeded(call);
      outer.innerCallReported();
      return result;
    } catch (AttemptException e) {
      events.failed(call, e.toException(call, List.of()));
      outer.innerCallReported();
      throw e.ended(call);
    }
  }

  /** Waits a random time, up to the first backoff. An interrupt or the hub's end is a failure. */
  public void awaitBackoff() {
    resilience.await(backoff.first(), Failures::interrupted);
  }

  private <T> T retrying(CallContext call, Supplier<T> attempt) {
    Retry retry = resilience.retry();
    Retry.AsyncContext<T> counts = retry.asyncContext();
    for (int tries = 1; ; tries++) {
      try {
        if (Thread.currentThread().isInterrupted()) {
          throw Failures.interrupted();
        }
        T result = attempt.get();
        Resilience.notifyQuietly(counts::onComplete);
        return result;
      } catch (AttemptException e) {
        Duration pause = backoff.after(e, call.attempts());
        boolean allowed = e.allowsRetry(call.operation()) && pause.compareTo(call.remaining()) < 0;
        Resilience.notifyQuietly(
            () -> counts.onError(allowed ? new Registries.RetryPause(pause) : e));
        if (!allowed || tries >= retry.getRetryConfig().getMaxAttempts()) {
          throw e;
        }
        call.retriedAfter(e);
        resilience.await(pause, e::interrupted);
      }
    }
  }

  private <T> T withCircuitBreaker(CallContext call, Attempt<T> attempt) {
    CircuitBreaker circuit = resilience.circuit();
    if (!circuit.tryAcquirePermission()) {
      throw Failures.notSent(
          Reason.CIRCUIT_OPEN, "too many calls failed; the circuit breaker rejects calls now");
    }
    long start = circuit.getCurrentTimestamp();
    try {
      T result = withBulkhead(call, attempt);
      // A cached token says nothing about the service.
      boolean isSent = call.attempts() > 0 || call.isInnerCallReported();
      resilience.count(isSent ? CircuitSignal.SUCCESS : CircuitSignal.IGNORE, start, null);
      return result;
    } catch (AttemptException e) {
      resilience.count(e.signal(), start, e);
      throw e;
    } catch (RuntimeException | Error e) {
      circuit.releasePermission();
      throw e;
    }
  }

  private <T> T withBulkhead(CallContext call, Attempt<T> attempt) {
    resilience.awaitRate(call);
    resilience.acquirePermit();
    try {
      return guarded(call, attempt);
    } finally {
      resilience.releasePermit();
    }
  }

  /** Nothing but a failure of this library leaves a call, except what a reader throws. */
  private static <T> T guarded(CallContext call, Attempt<T> attempt) {
    try {
      return decoding(call, attempt);
    } catch (AttemptException | VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      if (call.lastResponse() != null) {
        throw e;
      }
      throw Failures.internal(unwrapped(e), call.attempts() > 0);
    }
  }

  private static <T> T decoding(CallContext call, Attempt<T> attempt) {
    try {
      return attempt.make(call);
    } catch (InvalidFieldException | DecodeException e) {
      BufferedResponse response = call.lastResponse();
      if (response == null) {
        throw e;
      }
      // Neither message shows a secret.
      throw Failures.malformed(response, String.valueOf(e.getMessage()));
    }
  }

  /** {@return what was thrown} A generated call wraps an IOException. */
  private static Throwable unwrapped(Throwable e) {
    Throwable cause = e.getCause();
    return e instanceof UncheckedIOException && cause != null ? cause : e;
  }

  /** One attempt: sends the request and reads the response. */
  @FunctionalInterface
  public interface Attempt<T> {
    T make(CallContext call);
  }
}
