package io.github.bankhub.feign.internal.call;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.listener.CallListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;

/** The events of calls, for the log and the listener. */
public final class CallEvents {

  private final CallListener listener;

  public CallEvents(CallListener listener) {
    this.listener = listener;
  }

  public void attempted(CallContext call, Duration elapsed) {
    Operation operation = call.operation();
    BufferedResponse response = call.lastResponse();
    int status = response == null ? 0 : response.status();
    LOG.log(
        Level.DEBUG,
        () ->
            "%s: attempt %d, HTTP %d, %d ms"
                .formatted(operation, call.attempts(), status, elapsed.toMillis()));
    notifyListener(it -> it.attempted(operation, call.attempts(), status, elapsed));
  }

  void succeeded(CallContext call) {
    notifyListener(it -> it.succeeded(call.operation(), call.attempts(), call.elapsed()));
  }

  /** The log leaves out SePay's text: it may name an account. */
  void failed(BankHubException failure) {
    CallDetails call = failure.call();
    LOG.log(Level.DEBUG, () -> failure.getClass().getSimpleName() + " [" + call + "]");
    notifyListener(it -> it.failed(failure));
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
