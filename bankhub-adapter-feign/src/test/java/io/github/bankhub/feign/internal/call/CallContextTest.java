package io.github.bankhub.feign.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.settings.Timeouts;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The limits of a call, to the nanosecond: 1 s to connect, 2 s for a response, 5 s in all. */
class CallContextTest {

  private static final Duration NANO = Duration.ofNanos(1);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration RESPONSE = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  private final AtomicLong nanos = new AtomicLong(7);
  private final CallContext call =
      CallContext.start(
          Operation.CREATE_LINK_TOKEN, new Timeouts(CONNECT, RESPONSE, CALL), nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void FR_04_a_call_ends_at_its_deadline_and_not_before() {
    pass(CALL.minus(NANO));
    assertThat(call.isExpired()).isFalse();
    pass(NANO);
    assertThat(call.isExpired()).isTrue();
  }

  @Test
  void FR_04_a_limit_ends_at_the_deadline_but_is_a_millisecond_or_more() {
    assertThat(call.connectLimit()).isEqualTo(CONNECT);
    assertThat(call.responseLimit()).isEqualTo(RESPONSE);
    pass(Duration.ofSeconds(4));
    assertThat(call.responseLimit()).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofNanos(998_500_000));
    assertThat(call.connectLimit()).isEqualTo(Duration.ofNanos(1_500_000));
    pass(Duration.ofMillis(1));
    assertThat(call.connectLimit()).isEqualTo(Duration.ofMillis(1));
    pass(CALL);
    assertThat(call.connectLimit()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void FR_04_a_response_is_late_after_its_limit_and_not_at_it() {
    pass(Duration.ofSeconds(1));
    Duration sent = call.elapsed();
    pass(RESPONSE);
    assertThat(call.isResponseLate(sent)).isFalse();
    pass(NANO);
    assertThat(call.isResponseLate(sent)).isTrue();
  }

  @Test
  void FR_04_a_handshake_is_late_after_its_limit_and_not_at_it() {
    pass(Duration.ofSeconds(1));
    Duration began = call.elapsed();
    pass(CONNECT);
    assertThat(call.isHandshakeLate(began)).isFalse();
    pass(NANO);
    assertThat(call.isHandshakeLate(began)).isTrue();
  }

  @Test
  void FR_07_the_last_of_equally_certain_failures_is_the_earlier_failure_of_a_call() {
    AttemptException first = Failures.notSent(Reason.OVERLOAD, "first");
    AttemptException second = Failures.notSent(Reason.OVERLOAD, "second");
    AttemptException unknown = Failures.timedOut(Reason.TIMEOUT, true, 0);

    call.retriedAfter(first);
    call.retriedAfter(second);
    assertThat(call.earlierFailure()).isSameAs(second);
    call.retriedAfter(unknown);
    assertThat(call.earlierFailure()).isSameAs(unknown);
    call.retriedAfter(first);
    assertThat(call.earlierFailure()).isSameAs(unknown);
  }
}
