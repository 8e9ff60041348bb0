package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedWire.CREATE;
import static io.github.bankhub.feign.ScriptedWire.CREATED;
import static io.github.bankhub.feign.ScriptedWire.LINK;
import static io.github.bankhub.feign.ScriptedWire.TOKEN;
import static io.github.bankhub.feign.ScriptedWire.header;
import static io.github.bankhub.feign.ScriptedWire.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.BankHubSettings.Circuit;
import io.github.bankhub.feign.BankHubSettings.Limits;
import io.github.bankhub.feign.BankHubSettings.Retries;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {

  private static final String HOST = "bankhub-bankhub-api-sandbox.sepay.vn";
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final ScriptedWire wire = new ScriptedWire();

  private static UnavailableException unavailable(FeignBankHub hub) {
    return catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
  }

  private static void fail(FeignBankHub hub, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(catchThrowableOfType(BankHubException.class, () -> hub.linkTokens().create(LINK)))
          .isNotNull();
    }
  }

  @Nested
  class The_circuit {

    private final BankHubSettings nervous = settings().withCircuit(new Circuit(50, 4, 4, WAIT, 2));

    @Test
    void FR_05_opens_then_tries_again_after_its_time_and_closes_when_that_succeeds() {
      wire.on(CREATE, 500, "{}");
      FeignBankHub hub = wire.builder(nervous).build();
      fail(hub, 4);
      UnavailableException rejected = unavailable(hub);
      assertThat(rejected.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(rejected.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(rejected.call().attempts()).isZero();

      wire.without(CREATE).on(CREATE, 201, CREATED);
      wire.clock().advance(WAIT);
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      wire.clock().advance(Duration.ofMillis(1));
      for (int i = 0; i < 10; i++) {
        hub.linkTokens().create(LINK);
      }
      assertThat(wire.sent(CREATE)).hasSize(14);
    }

    @Test
    void FR_05_opens_again_if_the_trial_fails() {
      wire.on(CREATE, 500, "{}");
      FeignBankHub hub = wire.builder(nervous).build();
      fail(hub, 4);
      wire.clock().advance(WAIT.plusMillis(1));
      fail(hub, 3);
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(wire.sent(CREATE)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 422, 429})
    void FR_05_closes_for_a_service_that_answers_whatever_it_answers(int status) {
      wire.on(CREATE, 500, "{}");
      FeignBankHub hub = wire.builder(nervous.withRetries(once())).build();
      fail(hub, 4);
      wire.without(CREATE).on(CREATE, status, "{}");
      wire.clock().advance(WAIT.plusMillis(1));
      fail(hub, 8);
      assertThat(wire.sent(CREATE).size()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void FR_05_is_that_of_the_registry_and_shared_through_it() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      wire.on(CREATE, 500, "{}");
      fail(wire.builder(nervous).circuitBreakers(registry).build(), 4);
      UnavailableException failure =
          unavailable(wire.builder(nervous).circuitBreakers(registry).build());
      assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(registry.circuitBreaker(HOST).getState().name()).isEqualTo("OPEN");
    }

    @Test
    void FR_05_of_the_users_own_making_does_not_count_4xx_either() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      registry.circuitBreaker(HOST);
      wire.on(CREATE, 400, "{}");
      FeignBankHub hub = wire.builder().circuitBreakers(registry).build();
      fail(hub, 150);
      assertThat(wire.sent(CREATE)).hasSize(150);
    }

    private FeignBankHub withoutTokens(CircuitBreakerRegistry registry) {
      wire.without(TOKEN).on(TOKEN, 500, "{}");
      return wire.builder(nervous.withRetries(once())).circuitBreakers(registry).build();
    }

    @Test
    void FR_05_counts_each_failed_token_request_once_however_many_calls_share_it() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      FeignBankHub hub = withoutTokens(registry);
      for (int request = 0; request < 4; request++) {
        assertThat(registry.circuitBreaker(HOST).getState()).isEqualTo(State.CLOSED);
        fail(hub, request == 3 ? 1 : 40);
        wire.pass(Duration.ofSeconds(1));
      }
      assertThat(wire.sent(TOKEN)).hasSize(4);
      assertThat(registry.circuitBreaker(HOST).getState()).isEqualTo(State.OPEN);
    }

    @Test
    void FR_05_is_not_closed_by_calls_that_share_a_failed_token_request() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      FeignBankHub hub = withoutTokens(registry);
      fail(hub, 1);
      CircuitBreaker circuit = registry.circuitBreaker(HOST);
      circuit.transitionToOpenState();
      circuit.transitionToHalfOpenState();
      fail(hub, 40);
      assertThat(circuit.getState()).isEqualTo(State.HALF_OPEN);
      wire.pass(Duration.ofSeconds(1));
      fail(hub, 40);
      wire.pass(Duration.ofSeconds(1));
      fail(hub, 1);
      assertThat(circuit.getState()).isEqualTo(State.OPEN);
    }

    private static Retries once() {
      return new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1));
    }
  }

  @Nested
  class Limits_of_this_side {

    @Test
    void turn_away_a_call_that_is_one_too_many() throws Exception {
      CountDownLatch signal = new CountDownLatch(1);
      wire.failingAfter(CREATE, signal);
      FeignBankHub hub =
          wire.builder(settings().withLimits(new Limits(1, 0, Duration.ZERO))).build();
      Thread first = new Thread(() -> unavailable(hub));
      first.start();
      while (wire.sent(CREATE).isEmpty()) {
        Thread.onSpinWait();
      }
      UnavailableException failure = unavailable(hub);
      assertThat(failure.reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
      assertThat(failure.call().attempts()).isZero();
      signal.countDown();
      first.join();

      wire.without(CREATE).on(CREATE, 201, CREATED);
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }

    @Test
    void are_those_of_the_registry() {
      BulkheadRegistry registry = BulkheadRegistry.ofDefaults();
      wire.builder().bulkheads(registry).build();
      assertThat(registry.bulkhead(HOST).getBulkheadConfig().getMaxConcurrentCalls())
          .isEqualTo(Limits.DEFAULT.concurrentCalls());
    }

    @Test
    void turn_away_what_comes_faster_than_the_rate() {
      wire.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          wire.builder(settings().withLimits(new Limits(9, 1, Duration.ZERO))).build();
      hub.linkTokens().create(LINK);
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(wire.sent(CREATE)).hasSize(1);
    }

    @Test
    void let_wait_what_can_wait() {
      wire.on(CREATE, 201, CREATED);
      RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();
      registry.rateLimiter(
          HOST,
          RateLimiterConfig.custom()
              .limitForPeriod(1)
              .limitRefreshPeriod(Duration.ofMillis(5))
              .timeoutDuration(Duration.ofSeconds(9))
              .build());
      FeignBankHub hub = wire.builder().rateLimiters(registry).build();
      for (int i = 0; i < 5; i++) {
        hub.linkTokens().create(LINK);
      }
      assertThat(wire.sent(CREATE)).hasSize(5);
    }

    @Test
    void FR_06_let_go_of_what_is_interrupted_while_it_waits() {
      wire.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          wire.builder(settings().withLimits(new Limits(9, 1, Duration.ofHours(1)))).build();
      hub.linkTokens().create(LINK);
      Thread caller = Thread.currentThread();
      new Thread(
              () -> {
                while (caller.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
                caller.interrupt();
              })
          .start();
      UnavailableException failure = unavailable(hub);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    }
  }

  @Nested
  class Repeating {

    @Test
    void is_seen_in_the_registry_and_may_be_shared() {
      RetryRegistry registry = RetryRegistry.ofDefaults();
      wire.on(CREATE, 429, "{}").on(CREATE, 201, CREATED);
      wire.builder().retries(registry).build().linkTokens().create(LINK);
      wire.builder().retries(registry).build().linkTokens().create(LINK);
      assertThat(registry.retry(HOST).getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt())
          .isEqualTo(1);
    }

    @Test
    void FR_03_waits_no_longer_than_the_call_has_time() {
      wire.on(CREATE, 429, "{}", "Retry-After", "30");
      assertThat(wire.failure(RateLimitedException.class).retryAfter())
          .contains(Duration.ofSeconds(30));
      assertThat(wire.sent(CREATE)).hasSize(1);
    }

    @Test
    void FR_04_ends_with_the_time_of_the_call() {
      Duration hour = Duration.ofHours(1);
      FeignBankHub hub = wire.builder(settings().withRetries(new Retries(99, hour, hour))).build();
      wire.on(CREATE, 429, "{}");
      wire.pass(Duration.ofNanos(1));
      assertThat(
              catchThrowableOfType(RateLimitedException.class, () -> hub.linkTokens().create(LINK)))
          .isNotNull();
    }

    @Test
    void LT_18_renews_the_access_token_once_for_a_call_and_not_for_each_attempt() {
      wire.on(CREATE, 401, "{}").on(CREATE, 429, "{}").on(CREATE, 401, "{}");
      wire.failure(AccessDeniedException.class);
      assertThat(wire.sent(CREATE)).hasSize(3);
      assertThat(wire.sent(TOKEN)).hasSize(2);
    }
  }

  @Nested
  class A_token_service_that_fails {

    @Test
    void AT_02_is_left_alone_for_a_second() {
      wire.without(TOKEN).on(TOKEN, 500, "{}");
      FeignBankHub hub = wire.hub();
      UnavailableException first = unavailable(hub);
      UnavailableException second = unavailable(hub);
      assertThat(wire.sent(TOKEN)).hasSize(3);
      assertThat(second.reason()).isEqualTo(first.reason());
      assertThat(second.call().failedAt()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);

      wire.on(CREATE, 201, CREATED).without(TOKEN).on(TOKEN, 201, RawServer.TOKEN);
      wire.pass(Duration.ofMillis(999));
      assertThat(unavailable(hub)).isNotNull();
      wire.pass(Duration.ofMillis(1));
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }

    @Test
    void AT_06_is_not_one_that_refuses_the_credentials() {
      wire.without(TOKEN).on(TOKEN, 401, "{}").on(TOKEN, 201, RawServer.TOKEN);
      wire.on(CREATE, 201, CREATED);
      FeignBankHub hub = wire.hub();
      fail(hub, 1);
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
  }

  @Nested
  class Headers_of_ones_own {

    @Test
    void are_sent_with_every_attempt() {
      wire.on(CREATE, 429, "{}").on(CREATE, 201, CREATED);
      AtomicInteger span = new AtomicInteger();
      wire.builder()
          .headers(() -> Map.of("traceparent", "00-4bf9-" + span.incrementAndGet() + "-01"))
          .build()
          .linkTokens()
          .create(LINK);
      assertThat(header(wire.sent(TOKEN).get(0), "traceparent")).isEqualTo("00-4bf9-1-01");
      assertThat(wire.sent(CREATE))
          .extracting(sent -> header(sent, "traceparent"))
          .containsExactly("00-4bf9-2-01", "00-4bf9-3-01");
    }

    @Test
    void never_take_the_place_of_the_librarys() {
      wire.on(CREATE, 201, CREATED);
      wire.builder()
          .headers(
              () ->
                  Map.of(
                      "authorization", "Bearer mine",
                      "USER-AGENT", "Mozilla",
                      "Content-type", "text/plain",
                      "x-bad", "a\r\nX-Evil: b",
                      "b a d", "c",
                      "x-good", "d"))
          .build()
          .linkTokens()
          .create(LINK);
      assertThat(wire.sent(CREATE).get(0).headers())
          .containsKeys("x-good", "Authorization", "User-Agent", "Content-Type")
          .doesNotContainKeys("authorization", "USER-AGENT", "Content-type", "x-bad", "b a d");
    }

    @Test
    void are_done_without_if_they_cannot_be_had() {
      wire.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          wire.builder()
              .headers(
                  () -> {
                    throw new IllegalStateException("no span");
                  })
              .build();
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
  }

  @Nested
  class A_listener {

    private final List<String> heard = new ArrayList<>();
    private final CallListener listener =
        new CallListener() {
          @Override
          public void attempted(
              Operation operation, int attempt, int httpStatus, Duration elapsed) {
            heard.add(operation.name() + " " + attempt + " " + httpStatus);
          }

          @Override
          public void succeeded(Operation operation, int attempts, Duration elapsed) {
            heard.add(operation.name() + " succeeded after " + attempts);
          }

          @Override
          public void failed(BankHubException failure) {
            heard.add(failure.getClass().getSimpleName() + " " + failure.call().operation().name());
          }

          @Override
          public void circuitChanged(String from, String to) {
            heard.add(from + " " + to);
          }
        };

    @Test
    void hears_of_attempts_and_of_the_end() {
      wire.on(CREATE, 429, "{}").on(CREATE, 201, CREATED).on(CREATE, 400, "{}");
      FeignBankHub hub = wire.builder().listener(listener).build();
      hub.linkTokens().create(LINK);
      fail(hub, 1);
      hub.accessTokens().current();
      assertThat(heard)
          .containsExactly(
              "CREATE_ACCESS_TOKEN 1 201",
              "CREATE_ACCESS_TOKEN succeeded after 1",
              "CREATE_LINK_TOKEN 1 429",
              "CREATE_LINK_TOKEN 2 201",
              "CREATE_LINK_TOKEN succeeded after 2",
              "CREATE_LINK_TOKEN 1 400",
              "InvalidRequestException CREATE_LINK_TOKEN");
    }

    @Test
    void hears_of_a_token_that_could_not_be_had_and_of_the_call_that_needed_it() {
      wire.without(TOKEN).on(TOKEN, 401, "{}");
      fail(wire.builder().listener(listener).build(), 1);
      assertThat(heard)
          .containsExactly(
              "CREATE_ACCESS_TOKEN 1 401",
              "AccessDeniedException CREATE_ACCESS_TOKEN",
              "AccessDeniedException CREATE_LINK_TOKEN");
    }

    @Test
    void hears_of_the_circuit() {
      wire.on(CREATE, 500, "{}");
      fail(wire.builder().listener(listener).build(), 20);
      assertThat(heard).contains("CLOSED OPEN");
    }

    @Test
    void may_fail_without_harm() {
      wire.on(CREATE, 201, CREATED);
      CallListener broken =
          new CallListener() {
            @Override
            public void succeeded(Operation operation, int attempts, Duration elapsed) {
              throw new IllegalStateException("full");
            }
          };
      assertThat(wire.builder().listener(broken).build().linkTokens().create(LINK)).isNotNull();
    }

    @Test
    void need_hear_nothing() {
      wire.on(CREATE, 400, "{}");
      assertThat(
              catchThrowableOfType(
                  InvalidRequestException.class,
                  () ->
                      wire.builder()
                          .listener(new CallListener() {})
                          .build()
                          .linkTokens()
                          .create(LINK)))
          .isNotNull();
    }
  }
}
