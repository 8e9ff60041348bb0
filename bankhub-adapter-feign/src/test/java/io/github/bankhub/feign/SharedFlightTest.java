package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two callers without a token: the first fetches one, the second waits for it. */
class SharedFlightTest {

  private static final Retries ONCE = new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1));

  private final CountDownLatch signal = new CountDownLatch(1);
  private final ScriptedClient client =
      new ScriptedClient().without(TOKEN).failingAfter(TOKEN, signal);
  private final AtomicBoolean worst = new AtomicBoolean();
  private final CallListener listener =
      new CallListener() {
        @Override
        public void attempted(Operation operation, int attempt, int httpStatus, Duration elapsed) {
          if (worst.getAndSet(false)) {
            throw new AssertionError("not even the listener should");
          }
        }
      };
  private final FeignBankHub hub =
      client.builder(ScriptedClient.settings().withRetries(ONCE)).listener(listener).build();
  private final Caller first = new Caller(hub);
  private final Caller second = new Caller(hub);

  @BeforeEach
  void start_both_callers() {
    client.on(TOKEN, 201, "{\"access_token\": \"later\", \"ttl\": 60}");
    first.start();
    while (client.sent(TOKEN).isEmpty()) {
      Thread.onSpinWait();
    }
    second.start();
    while (second.getState() != Thread.State.TIMED_WAITING) {
      // A second request would wait for the signal, and this loop for the second caller.
      assertThat(client.sent(TOKEN)).hasSize(1);
      Thread.onSpinWait();
    }
  }

  @Test
  void AT_02_a_failed_request_fails_the_waiting_callers_but_not_later_ones() throws Exception {
    signal.countDown();
    first.join();
    second.join();

    assertThat(first.outcome.get()).isInstanceOf(UnavailableException.class);
    assertThat(second.outcome.get()).isInstanceOf(UnavailableException.class);
    assertThat(client.sent(TOKEN)).hasSize(1);
    client.pass(Duration.ofSeconds(1));
    assertThat(hub.accessToken().reveal()).isEqualTo("later");
  }

  @Test
  void AT_02_waiting_callers_retry_after_an_unexpected_error_of_the_first() throws Exception {
    worst.set(true);
    signal.countDown();
    first.join();
    second.join();

    assertThat(first.outcome.get()).isInstanceOf(AssertionError.class);
    assertThat(second.outcome.get()).isEqualTo("later");
    assertThat(client.sent(TOKEN)).hasSize(2);
  }

  @Test
  void FR_06_waiting_callers_retry_after_an_interrupt_of_the_first() throws Exception {
    first.interrupt();
    first.join();
    second.join();

    assertThat(first.outcome.get()).isInstanceOf(UnavailableException.class);
    assertThat(second.outcome.get()).isEqualTo("later");
    assertThat(client.sent(TOKEN)).hasSize(2);
  }

  @Test
  void FR_06_a_waiting_caller_fails_when_it_is_interrupted() throws Exception {
    second.interrupt();
    second.join();

    assertThat(second.failure().reason()).isEqualTo(Reason.INTERRUPTED);
    assertThat(second.failure().requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
    assertThat(client.sent(TOKEN)).hasSize(1);
  }

  @Test
  void FR_05_a_waiting_caller_fails_at_its_deadline() throws Exception {
    Duration second = Duration.ofSeconds(1);
    ScriptedClient slow = new ScriptedClient().without(TOKEN).failingAfter(TOKEN, signal);
    FeignBankHub impatient =
        slow.builder(
                ScriptedClient.settings()
                    .withTimeouts(new Timeouts(second, second, Duration.ofMillis(20))))
            .build();
    new Caller(impatient).start();
    while (slow.sent(TOKEN).isEmpty()) {
      Thread.onSpinWait();
    }
    Caller waiting = new Caller(impatient);
    waiting.start();
    waiting.join();

    assertThat(waiting.failure().reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(waiting.failure().requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
    assertThat(slow.sent(TOKEN)).hasSize(1);
  }

  @AfterEach
  void let_all_callers_end() {
    signal.countDown();
  }

  private static final class Caller extends Thread {

    private final AtomicReference<Object> outcome = new AtomicReference<>();
    private final FeignBankHub hub;

    private Caller(FeignBankHub hub) {
      this.hub = hub;
    }

    private UnavailableException failure() {
      return (UnavailableException) outcome.get();
    }

    @Override
    public void run() {
      try {
        outcome.set(hub.accessToken().reveal());
      } catch (BankHubException | AssertionError e) {
        outcome.set(e);
      }
    }
  }
}
