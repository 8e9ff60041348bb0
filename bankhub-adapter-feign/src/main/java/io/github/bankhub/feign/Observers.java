package io.github.bankhub.feign;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.FailedCall;
import io.github.bankhub.domain.failure.Operation;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells the log and the listener what happens. */
final class Observers {

  private static final System.Logger LOG = System.getLogger(FeignBankHub.class.getName());

  private final CallListener listener;

  Observers(CallListener listener) {
    this.listener = listener;
  }

  void attempted(Call call, Duration elapsed) {
    Operation operation = call.operation();
    Answer answer = call.answer();
    int status = answer == null ? 0 : answer.status();
    LOG.log(
        Level.DEBUG,
        () ->
            "%s: attempt %d, HTTP %d, %d ms"
                .formatted(operation, call.attempts(), status, elapsed.toMillis()));
    tell(told -> told.attempted(operation, call.attempts(), status, elapsed));
  }

  void succeeded(Call call) {
    tell(told -> told.succeeded(call.operation(), call.attempts(), call.elapsed()));
  }

  /** What SePay wrote stays out of the log: it may name an account. */
  void failed(BankHubException failure) {
    FailedCall call = failure.call();
    LOG.log(Level.DEBUG, () -> failure.getClass().getSimpleName() + " [" + call + "]");
    tell(told -> told.failed(failure));
  }

  void circuitChanged(String from, String to) {
    tell(told -> told.circuitChanged(from, to));
  }

  private void tell(Consumer<CallListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "The call listener failed ({0})", e.getClass().getName());
    }
  }
}
