package io.github.bankhub.testkit.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestClockTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"1999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "9000-01-01T00:00:01Z"})
  void rejects_a_start_that_a_client_cannot_read(String start) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestClock.fixed(Instant.parse(start)))
        .withMessageContaining("2000 to 9000");
  }

  @Test
  void stands_where_it_was_put() {
    assertThat(TestClock.fixed(NOON).instant()).isEqualTo(NOON);
    assertThat(TestClock.fixed().instant()).isEqualTo("2026-01-31T03:30:00Z");
  }

  @Test
  void moves_forward_by_the_given_time() {
    TestClock clock = TestClock.fixed(NOON);
    clock.advance(Duration.ofMinutes(30));
    clock.advance(Duration.ZERO);
    assertThat(clock.instant()).isEqualTo("2026-03-01T12:30:00Z");
    assertThat(clock).hasToString("TestClock[2026-03-01T12:30:00Z]");
  }

  @Test
  void rejects_going_back() {
    TestClock clock = TestClock.fixed(NOON);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .withMessageContaining("forward");
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void takes_nothing_that_is_null() {
    TestClock clock = TestClock.fixed(NOON);
    assertThatNullPointerException().isThrownBy(() -> TestClock.fixed(null)).withMessage("instant");
    assertThatNullPointerException().isThrownBy(() -> clock.advance(null)).withMessage("time");
    assertThatNullPointerException()
        .isThrownBy(() -> clock.onAdvanced(null))
        .withMessage("listener");
    clock.advance(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void ticks_with_the_system_and_ahead_of_it() {
    TestClock clock = TestClock.ticking();
    Instant before = Instant.now();
    clock.advance(Duration.ofDays(1));
    assertThat(clock.instant())
        .isBetween(before.plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(1)));
  }

  @Test
  void loses_no_step_among_threads() {
    TestClock clock = TestClock.fixed(NOON);
    IntStream.range(0, 1000).parallel().forEach(i -> clock.advance(Duration.ofSeconds(1)));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1000));
  }

  @Test
  void notifies_its_listeners_after_each_advance() {
    TestClock clock = TestClock.fixed(NOON);
    List<Instant> notified = new ArrayList<>();
    clock.onAdvanced(() -> notified.add(clock.instant()));
    clock.advance(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(2));
    assertThat(notified).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(3));
  }

  @Test
  void notifies_no_removed_listener() {
    TestClock clock = TestClock.fixed(NOON);
    List<String> notified = new ArrayList<>();
    clock.onAdvanced(() -> notified.add("stays"));
    clock.onAdvanced(() -> notified.add("leaves")).run();
    clock.advance(Duration.ofSeconds(1));
    assertThat(notified).containsExactly("stays");
  }

  @Test
  void notifies_no_listener_of_a_rejected_advance() {
    TestClock clock = TestClock.fixed(NOON);
    List<String> notified = new ArrayList<>();
    clock.onAdvanced(() -> notified.add("turned"));
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
    assertThat(notified).isEmpty();
  }

  @Test
  void is_not_kept_by_a_listener_that_turns_it_or_waits_for_another_that_does() {
    TestClock clock = TestClock.fixed(NOON);
    AtomicInteger turns = new AtomicInteger();
    clock.onAdvanced(
        () -> {
          if (turns.incrementAndGet() == 1) {
            CompletableFuture.runAsync(() -> clock.advance(Duration.ofSeconds(1))).join();
          }
        });
    clock.advance(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
    assertThat(turns).hasValue(2);
  }
}
