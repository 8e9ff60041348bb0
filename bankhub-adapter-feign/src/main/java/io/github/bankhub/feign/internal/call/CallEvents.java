package io.github.bankhub.feign.internal.call;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of calls, for the log and the listener. It stores the last of each outcome. */
public final class CallEvents {

  private final CallListener listener;
  private final InstantSource clock;
  private volatile @Nullable CallRecord lastSuccess;
  private volatile @Nullable CallRecord lastFailure;

  public CallEvents(CallListener listener, InstantSource clock) {
    this.listener = listener;
    this.clock = clock;
  }

  public Optional<CallRecord> lastSuccess() {
    return Optional.ofNullable(lastSuccess);
  }

  public Optional<CallRecord> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  public void attempted(CallContext call, Duration elapsed) {
    Operation operation = call.operation();
    BufferedResponse response = call.lastResponse();
    int status = response == null ? 0 : response.status();
    LOG.log(
        Level.DEBUG,
        () ->
            "%s: attempt %d, HTTP %d, %d ms%s"
                .formatted(
                    operation,
                    call.attempts(),
                    status,
                    elapsed.toMillis(),
                    call.options().correlationId().map(id -> ", " + id).orElse("")));
    notifyListener(it -> it.attempted(operation, call.attempts(), status, elapsed));
  }

  void succeeded(CallContext call) {
    BufferedResponse response = call.lastResponse();
    OptionalInt status = response == null ? OptionalInt.empty() : OptionalInt.of(response.status());
    notifyListener(
        it -> {
          CallRecord success = record(call, call.attempts(), status, Optional.empty());
          lastSuccess = success;
          it.completed(success);
        });
  }

  /** The log leaves out SePay's text: it may name an account. */
  void failed(CallContext call, BankHubException failure) {
    CallDetails details = failure.call();
    LOG.log(Level.DEBUG, () -> failure.getClass().getSimpleName() + " [" + details + "]");
    notifyListener(
        it -> {
          CallRecord record =
              record(call, details.attempts(), details.httpStatus(), Optional.of(failure));
          lastFailure = record;
          it.completed(record);
        });
  }

  private CallRecord record(
      CallContext call, int attempts, OptionalInt status, Optional<BankHubException> failure) {
    Duration elapsed = failure.map(it -> it.call().elapsed()).orElseGet(call::elapsed);
    return new CallRecord(
        call.operation(),
        call.ids(),
        call.options().correlationId(),
        clock.instant().minus(elapsed),
        elapsed,
        attempts,
        status,
        rayId(call, failure),
        failure);
  }

  /** A firewall shows its id in the header, in the page, or in both. */
  private static Optional<String> rayId(CallContext call, Optional<BankHubException> failure) {
    BufferedResponse response = call.lastResponse();
    Optional<String> header = response == null ? Optional.empty() : response.rayId();
    return header.or(
        () ->
            failure
                .filter(BlockedByFirewallException.class::isInstance)
                .flatMap(it -> ((BlockedByFirewallException) it).rayId()));
  }

  void circuitChanged(String from, String to) {
    notifyListener(it -> it.circuitChanged(from, to));
  }

  private void notifyListener(Consumer<CallListener> event) {
    try {
      event.accept(listener);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "The call listener failed ({0})", e.getClass().getName());
    }
  }
}
