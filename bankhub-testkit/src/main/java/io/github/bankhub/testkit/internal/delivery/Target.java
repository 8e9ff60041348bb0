package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The receiver of the messages, and the secret to send to it. */
record Target(WebhookReceiver receiver, Secret secret) {

  /** The status is 0 without a response; the failure is null if it was an {@link IOException}. */
  record Result(
      Outcome outcome, int status, @Nullable Throwable failure, Optional<String> problem) {

    static Result responded(int status, @Nullable Throwable failure, Optional<String> problem) {
      return new Result(Outcome.RESPONDED, status, failure, problem);
    }

    static Result failed(Outcome outcome, IOException failure) {
      return new Result(outcome, 0, null, Optional.of(DeliveryProblem.of(failure)));
    }

    boolean isSuccess() {
      return outcome == Outcome.RESPONDED && status < 300;
    }

    /** Throws an error of the JVM, such as too little memory. Other failures are only reported. */
    void throwFatalError() {
      if (failure instanceof Error error && !(error instanceof AssertionError)) {
        throw error;
      }
    }
  }

  /** Closes the connection of the current attempt, if the receiver is not in this process. */
  void abort() {
    if (receiver instanceof HttpWebhookSender sender) {
      sender.abort();
    }
  }

  Result send(PendingDelivery delivery) {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    // A receiver may load classes or services of the application by it.
    thread.setContextClassLoader(receiver.getClass().getClassLoader());
    try {
      return receive(delivery);
    } finally {
      thread.setContextClassLoader(own);
    }
  }

  private Result receive(PendingDelivery delivery) {
    try {
      int status = receiver.receive(delivery.request(secret));
      if (status < 200 || status > 599) {
        throw new IllegalStateException(
            "a receiver responded %s; expected: 200 to 599".formatted(status));
      }
      return Result.responded(
          status,
          null,
          DeliveryProblem.of(status, delivery.activeFault(), delivery.message().kind()));
    } catch (SocketTimeoutException e) {
      return Result.failed(Outcome.TIMED_OUT, e);
    } catch (IOException e) {
      return Result.failed(Outcome.CONNECTION_FAILED, e);
    } catch (Throwable e) {
      // Some JVM languages throw checked exceptions that they do not declare. The dispatcher
      // throws fatal errors again, after the attempt has ended for those who wait for it.
      return Result.responded(500, e, Optional.of("the receiver threw " + e.getClass().getName()));
    }
  }
}
