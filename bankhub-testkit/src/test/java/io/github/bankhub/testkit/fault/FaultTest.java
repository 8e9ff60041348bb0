package io.github.bankhub.testkit.fault;

import static io.github.bankhub.domain.operation.Operation.CREATE_ACCESS_TOKEN;
import static io.github.bankhub.domain.operation.Operation.CREATE_LINK_TOKEN;
import static io.github.bankhub.testkit.fault.FaultScenario.CONNECTION_REFUSED;
import static io.github.bankhub.testkit.fault.FaultScenario.RATE_LIMITED_429_SECONDS;
import static io.github.bankhub.testkit.fault.FaultScenario.RESET_MID_BODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FaultTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Nested
  class Frequency {

    @Test
    void once_applies_to_the_first_call_only() {
      assertThat(applied(RESET_MID_BODY.once())).containsExactly(1);
      assertThat(RESET_MID_BODY.once().isUsedUpAfter(0)).isFalse();
      assertThat(RESET_MID_BODY.once().isUsedUpAfter(1)).isTrue();
    }

    @Test
    void times_applies_to_that_many_calls() {
      assertThat(applied(RESET_MID_BODY.times(3))).containsExactly(1, 2, 3);
      assertThat(RESET_MID_BODY.times(3).isUsedUpAfter(2)).isFalse();
      assertThat(RESET_MID_BODY.times(3).isUsedUpAfter(3)).isTrue();
    }

    @Test
    void every_applies_to_each_nth_call_without_end() {
      assertThat(applied(RESET_MID_BODY.every(3))).containsExactly(3, 6, 9);
      assertThat(applied(RESET_MID_BODY.every(1))).hasSize(10);
      assertThat(RESET_MID_BODY.every(3).isUsedUpAfter(1_000_000)).isFalse();
    }

    @Test
    void always_applies_to_every_call_without_end() {
      assertThat(applied(RESET_MID_BODY.always())).hasSize(10);
      assertThat(RESET_MID_BODY.always().isUsedUpAfter(1_000_000)).isFalse();
      assertThat(RESET_MID_BODY.always().until()).isEmpty();
    }

    @Test
    void until_applies_to_every_call_and_knows_its_end() {
      assertThat(applied(RESET_MID_BODY.until(NOON))).hasSize(10);
      assertThat(RESET_MID_BODY.until(NOON).until()).contains(NOON);
    }

    @Test
    void counts_below_one_are_rejected() {
      assertRejected(() -> RESET_MID_BODY.times(0), "times is 0; expected: 1 or more");
      assertRejected(() -> RESET_MID_BODY.times(-1), "times is -1; expected: 1 or more");
      assertRejected(() -> RESET_MID_BODY.every(0), "every is 0; expected: 1 or more");
    }

    private static List<Integer> applied(Fault fault) {
      return IntStream.rangeClosed(1, 10).filter(fault::applies).boxed().toList();
    }
  }

  @Nested
  class Operations {

    @Test
    void are_all_at_first() {
      assertThat(RESET_MID_BODY.once().operations()).containsExactly(Operation.values());
    }

    @Test
    void can_be_limited_to_some_and_back_to_all() {
      Fault fault = RESET_MID_BODY.once().on(CREATE_LINK_TOKEN);
      assertThat(fault.operations()).containsExactly(CREATE_LINK_TOKEN);
      assertThat(fault.on(CREATE_ACCESS_TOKEN, Operation.values()).operations())
          .containsExactly(Operation.values());
    }

    @Test
    void cannot_be_changed_from_outside() {
      Fault fault = RESET_MID_BODY.once();
      fault.operations().clear();
      assertThat(fault.operations()).containsExactly(Operation.values());
    }

    @Test
    void are_limited_in_a_copy() {
      Fault all = RESET_MID_BODY.times(2);
      Fault limited = all.on(CREATE_LINK_TOKEN);
      assertThat(all.operations()).containsExactly(Operation.values());
      assertThat(limited.scenario()).isEqualTo(RESET_MID_BODY);
      assertThat(limited.isUsedUpAfter(1)).isFalse();
      assertThat(limited.isUsedUpAfter(2)).isTrue();
    }
  }

  @Nested
  class Retry_after {

    @Test
    void is_a_second_at_first() {
      assertThat(RATE_LIMITED_429_SECONDS.always().retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void is_rounded_up_to_whole_seconds_so_that_no_client_retries_too_early() {
      Fault fault = RATE_LIMITED_429_SECONDS.until(NOON).retryAfter(Duration.ofMillis(1_500));
      assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(2));
      assertThat(fault.retryAfter(Duration.ofNanos(1)).retryAfter()).hasSeconds(1);
      assertThat(fault.retryAfter(Duration.ofSeconds(3)).retryAfter()).hasSeconds(3);
      assertThat(fault.retryAfter(Duration.ofDays(365)).retryAfter()).hasDays(365);
      assertThat(fault.until()).contains(NOON);
      assertThat(fault.retryAfter(Duration.ZERO).retryAfter()).isZero();
    }

    @Test
    void is_only_for_scenarios_with_that_header() {
      for (FaultScenario scenario : FaultScenario.values()) {
        Fault fault = scenario.always();
        if (scenario.expectedFailure().hasRetryAfter()) {
          assertThat(fault.retryAfter(Duration.ofSeconds(7)).retryAfter()).hasSeconds(7);
        } else {
          assertRejected(
              () -> fault.retryAfter(Duration.ofSeconds(7)),
              scenario
                  + " has no Retry-After; scenarios that have one: [RATE_LIMITED_429_SECONDS,"
                  + " RATE_LIMITED_429_DATE, UNAVAILABLE_503_SECONDS,"
                  + " UNAVAILABLE_503_BY_GATEWAY]");
        }
      }
    }

    @Test
    void is_not_negative() {
      assertRejected(
          () -> RATE_LIMITED_429_SECONDS.once().retryAfter(Duration.ofSeconds(-1)),
          "retryAfter is PT-1S; expected: zero to 365 days");
    }
  }

  @Nested
  class Refused_connections {

    private static final String WHY =
        "refused connections cannot be counted or limited to an operation: use always or until,"
            + " without an operation";

    @Test
    void last_until_an_instant_or_until_cleared() {
      assertThat(CONNECTION_REFUSED.always().scenario()).isEqualTo(CONNECTION_REFUSED);
      assertThat(CONNECTION_REFUSED.until(NOON).until()).contains(NOON);
    }

    @Test
    void cannot_be_counted() {
      assertRejected(CONNECTION_REFUSED::once, WHY);
      assertRejected(() -> CONNECTION_REFUSED.times(2), WHY);
      assertRejected(() -> CONNECTION_REFUSED.every(2), WHY);
    }

    @Test
    void cannot_be_limited_to_an_operation() {
      assertRejected(() -> CONNECTION_REFUSED.always().on(CREATE_LINK_TOKEN), WHY);
      assertThat(CONNECTION_REFUSED.always().on(CREATE_LINK_TOKEN, Operation.values())).isNotNull();
    }
  }

  @Test
  void nothing_that_is_null_makes_a_fault() {
    assertNamed("until", () -> RESET_MID_BODY.until(null));
    assertNamed("operation", () -> RESET_MID_BODY.once().on(null));
    assertNamed("operation", () -> RESET_MID_BODY.once().on(CREATE_LINK_TOKEN, (Operation) null));
    assertNamed(
        "operations", () -> RESET_MID_BODY.once().on(CREATE_LINK_TOKEN, (Operation[]) null));
    assertNamed("retryAfter", () -> RATE_LIMITED_429_SECONDS.once().retryAfter(null));
  }

  private static void assertNamed(String name, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(name);
  }

  @Test
  void a_fault_prints_scenario_frequency_and_calls() {
    assertThat(RESET_MID_BODY.times(2).on(CREATE_LINK_TOKEN))
        .hasToString("RESET_MID_BODY times 2 on [CREATE_LINK_TOKEN]");
    assertThat(RESET_MID_BODY.every(3).on(CREATE_ACCESS_TOKEN))
        .hasToString("RESET_MID_BODY every 3 on [CREATE_ACCESS_TOKEN]");
    assertThat(RESET_MID_BODY.always().on(CREATE_LINK_TOKEN))
        .hasToString("RESET_MID_BODY always on [CREATE_LINK_TOKEN]");
    assertThat(RESET_MID_BODY.until(NOON).on(CREATE_LINK_TOKEN))
        .hasToString("RESET_MID_BODY until 2026-01-31T12:00:00Z on [CREATE_LINK_TOKEN]");
    assertThat(RATE_LIMITED_429_SECONDS.once().on(CREATE_LINK_TOKEN))
        .hasToString("RATE_LIMITED_429_SECONDS times 1 on [CREATE_LINK_TOKEN] retry after 1 s");
  }

  private static void assertRejected(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
