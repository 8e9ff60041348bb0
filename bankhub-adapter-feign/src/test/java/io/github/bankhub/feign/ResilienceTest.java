package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static io.github.bankhub.feign.ScriptedClient.TOKEN;
import static io.github.bankhub.feign.ScriptedClient.header;
import static io.github.bankhub.feign.ScriptedClient.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Circuit;
import io.github.bankhub.feign.settings.Limits;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.feign.settings.Tokens;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.EventConsumer;
import io.github.resilience4j.core.EventProcessor;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResilienceTest {

  private static final String HOST = "bankhub-bankhub-api-sandbox.sepay.vn";
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration DAY = Duration.ofDays(1);

  private final ScriptedClient client = new ScriptedClient();

  private static UnavailableException unavailable(FeignBankHub hub) {
    return catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
  }

  private static void fail(FeignBankHub hub, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(catchThrowableOfType(BankHubException.class, () -> hub.linkTokens().create(LINK)))
          .isNotNull();
    }
  }

  /** So rarely that no test sees the hour end. */
  private static RateLimiterRegistry anHourly(int attempts, Duration maxWait) {
    RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();
    registry.rateLimiter(
        HOST,
        RateLimiterConfig.custom()
            .limitForPeriod(attempts)
            .limitRefreshPeriod(Duration.ofHours(1))
            .timeoutDuration(maxWait)
            .build());
    return registry;
  }

  private static void closeOnceThisThreadWaits(FeignBankHub hub) {
    Thread caller = Thread.currentThread();
    new Thread(
            () -> {
              while (caller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
              }
              hub.close();
            })
        .start();
  }

  @Nested
  class The_circuit {

    private final BankHubSettings nervous = settings().withCircuit(new Circuit(50, 4, 4, WAIT, 2));

    @Test
    void FR_05_opens_then_tries_again_after_its_time_and_closes_when_that_succeeds() {
      client.on(CREATE, 500, "{}");
      FeignBankHub hub = client.builder(nervous).build();
      fail(hub, 4);
      UnavailableException rejected = unavailable(hub);
      assertThat(rejected.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(rejected.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(rejected.call().attempts()).isZero();

      client.without(CREATE).on(CREATE, 201, CREATED);
      client.clock().advance(WAIT);
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      client.clock().advance(Duration.ofMillis(1));
      for (int i = 0; i < 10; i++) {
        hub.linkTokens().create(LINK);
      }
      assertThat(client.sent(CREATE)).hasSize(14);
    }

    @Test
    void FR_05_opens_again_if_the_trial_fails() {
      client.on(CREATE, 500, "{}");
      FeignBankHub hub = client.builder(nervous).build();
      fail(hub, 4);
      client.clock().advance(WAIT.plusMillis(1));
      fail(hub, 3);
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(client.sent(CREATE)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 422, 429})
    void FR_05_closes_for_a_service_that_responds_with_any_status(int status) {
      client.on(CREATE, 500, "{}");
      FeignBankHub hub = client.builder(nervous.withRetries(once())).build();
      fail(hub, 4);
      client.without(CREATE).on(CREATE, status, "{}");
      client.clock().advance(WAIT.plusMillis(1));
      fail(hub, 8);
      assertThat(client.sent(CREATE).size()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void FR_05_is_that_of_the_registry_and_shared_through_it() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      client.on(CREATE, 500, "{}");
      fail(client.builder(nervous).circuitBreakers(registry).build(), 4);
      UnavailableException failure =
          unavailable(client.builder(nervous).circuitBreakers(registry).build());
      assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(registry.circuitBreaker(HOST).getState().name()).isEqualTo("OPEN");
    }

    @Test
    void FR_05_of_the_users_own_making_does_not_count_4xx_either() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      registry.circuitBreaker(HOST);
      client.on(CREATE, 400, "{}");
      FeignBankHub hub = client.builder().circuitBreakers(registry).build();
      fail(hub, 150);
      assertThat(client.sent(CREATE)).hasSize(150);
    }

    private FeignBankHub withoutTokens(CircuitBreakerRegistry registry) {
      client.without(TOKEN).on(TOKEN, 500, "{}");
      return client.builder(nervous.withRetries(once())).circuitBreakers(registry).build();
    }

    @Test
    void FR_05_counts_each_failed_token_request_once_however_many_calls_share_it() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      FeignBankHub hub = withoutTokens(registry);
      for (int request = 0; request < 4; request++) {
        assertThat(registry.circuitBreaker(HOST).getState()).isEqualTo(State.CLOSED);
        fail(hub, request == 3 ? 1 : 40);
        client.pass(Duration.ofSeconds(1));
      }
      assertThat(client.sent(TOKEN)).hasSize(4);
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
      client.pass(Duration.ofSeconds(1));
      fail(hub, 40);
      client.pass(Duration.ofSeconds(1));
      fail(hub, 1);
      assertThat(circuit.getState()).isEqualTo(State.OPEN);
    }

    @Test
    void FR_05_neither_permits_nor_counts_the_use_of_a_cached_token() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      FeignBankHub hub =
          client
              .builder(nervous)
              .circuitBreakers(registry)
              .rateLimiters(anHourly(1, Duration.ZERO))
              .build();
      AccessToken token = hub.accessToken();
      CircuitBreaker circuit = registry.circuitBreaker(HOST);
      circuit.transitionToOpenState();
      assertThat(hub.accessToken()).isEqualTo(token);
      circuit.transitionToHalfOpenState();
      for (int i = 0; i < 9; i++) {
        hub.accessToken();
      }
      assertThat(circuit.getState()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    void FR_05_is_not_closed_by_a_token_that_another_hub_has_saved() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      AccessTokenStore store = AccessTokenStore.inMemory();
      client.builder(nervous).accessTokenStore(store).build().accessToken();
      CircuitBreaker circuit = registry.circuitBreaker(HOST, CircuitBreakerConfig.ofDefaults());
      circuit.transitionToOpenState();
      circuit.transitionToHalfOpenState();
      for (int i = 0; i < 30; i++) {
        FeignBankHub other =
            client.builder(nervous).circuitBreakers(registry).accessTokenStore(store).build();
        assertThat(other.accessToken()).isNotNull();
      }
      assertThat(circuit.getState()).isEqualTo(State.HALF_OPEN);
      assertThat(client.sent(TOKEN)).hasSize(1);
    }

    @Test
    void FR_05_counts_a_request_for_a_token_as_a_success() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      client.builder(nervous).circuitBreakers(registry).build().accessToken();
      assertThat(registry.circuitBreaker(HOST).getMetrics().getNumberOfSuccessfulCalls())
          .isEqualTo(1);
    }

    @Test
    void FR_05_gets_its_permit_back_from_a_call_that_ends_with_an_error() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      CircuitBreaker circuit =
          registry.circuitBreaker(
              HOST, CircuitBreakerConfig.custom().permittedNumberOfCallsInHalfOpenState(1).build());
      circuit.transitionToOpenState();
      circuit.transitionToHalfOpenState();
      AtomicBoolean worst = new AtomicBoolean(true);
      FeignBankHub hub =
          client
              .on(CREATE, 201, CREATED)
              .builder(nervous)
              .circuitBreakers(registry)
              .listener(
                  new CallListener() {
                    @Override
                    public void attempted(
                        Operation operation, int attempt, int httpStatus, Duration elapsed) {
                      if (worst.getAndSet(false)) {
                        throw new OutOfMemoryError("test");
                      }
                    }
                  })
              .build();

      assertThatExceptionOfType(OutOfMemoryError.class)
          .isThrownBy(() -> hub.linkTokens().create(LINK));
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      assertThat(circuit.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void FR_05_does_not_mind_slow_successes() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      client.builder(nervous).circuitBreakers(registry).build();
      CircuitBreaker circuit = registry.circuitBreaker(HOST);
      for (int i = 0; i < 100; i++) {
        circuit.onSuccess(1, TimeUnit.DAYS);
      }
      assertThat(circuit.getState()).isEqualTo(State.CLOSED);
    }

    private static Retries once() {
      return new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1));
    }
  }

  @Nested
  class Limits_of_the_client {

    @Test
    void reject_one_concurrent_call_too_many() throws Exception {
      CountDownLatch signal = new CountDownLatch(1);
      client.failingAfter(CREATE, signal);
      FeignBankHub hub =
          client.builder(settings().withLimits(new Limits(1, 0, Duration.ZERO))).build();
      Thread first = new Thread(() -> unavailable(hub));
      first.start();
      while (client.sent(CREATE).isEmpty()) {
        Thread.onSpinWait();
      }
      UnavailableException failure = unavailable(hub);
      assertThat(failure.reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(failure.call().attempts()).isZero();
      signal.countDown();
      first.join();

      client.without(CREATE).on(CREATE, 201, CREATED);
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }

    @Test
    void are_those_of_the_registry() {
      BulkheadRegistry registry = BulkheadRegistry.ofDefaults();
      client.builder().bulkheads(registry).build();
      assertThat(registry.bulkhead(HOST).getBulkheadConfig().getMaxConcurrentCalls())
          .isEqualTo(Limits.DEFAULT.concurrentCalls());
    }

    @Test
    void FR_06_report_an_interrupt_as_such_and_not_as_overload() {
      client.on(CREATE, 201, CREATED);
      BulkheadRegistry registry = BulkheadRegistry.ofDefaults();
      FeignBankHub hub =
          client
              .builder(settings().withLimits(new Limits(1, 9, Duration.ZERO)))
              .bulkheads(registry)
              .rateLimiters(interruptingAtEachTurn())
              .build();
      UnavailableException failure = unavailable(hub);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(registry.bulkhead(HOST).getMetrics().getAvailableConcurrentCalls()).isEqualTo(1);
    }

    @Test
    void FR_06_get_their_place_back_from_an_interrupted_call() {
      client.failingAfter(CREATE, new CountDownLatch(1));
      BulkheadRegistry registry = BulkheadRegistry.ofDefaults();
      FeignBankHub hub =
          client
              .builder(settings().withLimits(new Limits(1, 0, Duration.ZERO)))
              .bulkheads(registry)
              .headers(
                  () -> {
                    // The first request of the call is the one for the token.
                    if (!client.sent(ScriptedClient.TOKEN).isEmpty()) {
                      Thread.currentThread().interrupt();
                    }
                    return Map.of();
                  })
              .build();
      UnavailableException failure = unavailable(hub);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(client.sent(CREATE)).hasSize(1);
      assertThat(registry.bulkhead(HOST).getMetrics().getAvailableConcurrentCalls()).isEqualTo(1);
    }

    private static RateLimiterRegistry interruptingAtEachTurn() {
      RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();
      registry
          .rateLimiter(HOST)
          .getEventPublisher()
          .onSuccess(event -> Thread.currentThread().interrupt());
      return registry;
    }

    @Test
    void reject_calls_beyond_the_rate() {
      client.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          client.builder(settings().withLimits(new Limits(9, 1, Duration.ZERO))).build();
      hub.linkTokens().create(LINK);
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @Test
    void let_wait_what_can_wait() {
      client.on(CREATE, 201, CREATED);
      Duration period = Duration.ofMillis(50);
      RateLimiterRegistry registry = RateLimiterRegistry.ofDefaults();
      registry.rateLimiter(
          HOST,
          RateLimiterConfig.custom()
              .limitForPeriod(1)
              .limitRefreshPeriod(period)
              .timeoutDuration(Duration.ofSeconds(9))
              .build());
      FeignBankHub hub = client.builder().rateLimiters(registry).build();
      long start = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        hub.linkTokens().create(LINK);
      }
      assertThat(client.sent(CREATE)).hasSize(5);
      // Five periods were begun, so three between the first and the last have passed whole.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(period.multipliedBy(3));
    }

    @Test
    void reserve_no_permit_for_a_call_that_cannot_wait_for_it() {
      client.on(CREATE, 201, CREATED);
      RateLimiterRegistry registry = anHourly(1, DAY);
      FeignBankHub hub = client.builder().rateLimiters(registry).build();
      hub.linkTokens().create(LINK);
      for (int i = 0; i < 5; i++) {
        assertThat(unavailable(hub).reason()).isEqualTo(Reason.OVERLOAD);
      }
      assertThat(registry.rateLimiter(HOST).getMetrics().getAvailablePermissions()).isZero();
    }

    @Test
    @Timeout(60)
    void FR_08_let_go_of_what_waits_when_the_hub_is_closed() {
      client.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          client
              .builder(settings().withTimeouts(new Timeouts(DAY, DAY, DAY)))
              .rateLimiters(anHourly(1, DAY))
              .build();
      hub.linkTokens().create(LINK);
      closeOnceThisThreadWaits(hub);
      UnavailableException failure = unavailable(hub);
      assertThat(failure).hasMessageContaining("closed");
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @Test
    void FR_06_let_go_of_what_is_interrupted_while_it_waits() {
      client.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          client.builder(settings().withLimits(new Limits(9, 1, Duration.ofHours(1)))).build();
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
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
    }
  }

  /** What the user hangs on an instance of Resilience4j may fail; calls do not. */
  @Nested
  class Consumers_that_throw {

    private final BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    private final RateLimiterRegistry rates = anHourly(9, Duration.ZERO);
    private final RetryRegistry retries = RetryRegistry.ofDefaults();
    private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    private final Limits narrow = new Limits(1, 0, Duration.ZERO);
    private final FeignBankHub hub =
        client
            .builder(settings().withLimits(narrow))
            .bulkheads(bulkheads)
            .rateLimiters(rates)
            .retries(retries)
            .circuitBreakers(circuits)
            .build();

    private static <T> EventConsumer<T> broken() {
      return event -> {
        throw new IllegalStateException("the sink is full");
      };
    }

    @BeforeEach
    void fail_at_every_event() {
      bulkheads.bulkhead(HOST).getEventPublisher().onEvent(broken());
      rates.rateLimiter(HOST).getEventPublisher().onEvent(broken());
      retries.retry(HOST).getEventPublisher().onEvent(broken());
      circuits.circuitBreaker(HOST).getEventPublisher().onEvent(broken());
    }

    @Test
    void cost_no_creation_and_no_place() {
      client.on(CREATE, 201, CREATED);
      for (int i = 0; i < 3; i++) {
        assertThat(hub.linkTokens().create(LINK)).isNotNull();
      }
      assertThat(client.sent(CREATE)).hasSize(3);
      assertThat(bulkheads.bulkhead(HOST).getMetrics().getAvailableConcurrentCalls()).isEqualTo(1);
    }

    @Test
    void cost_no_repetition() {
      client.on(CREATE, 429, ERROR).on(CREATE, 429, ERROR).on(CREATE, 201, CREATED);
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      assertThat(retries.retry(HOST).getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt())
          .isEqualTo(1);
    }

    @Test
    void change_no_failure() {
      client.on(CREATE, 500, "{}");
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.SERVER_ERROR);
      assertThat(circuits.circuitBreaker(HOST).getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
      client.without(CREATE).on(CREATE, 429, ERROR);
      fail(hub, 1);
      assertThat(client.sent(CREATE)).hasSize(4);
    }

    @Test
    void let_nothing_through_that_has_no_place() {
      client.on(CREATE, 201, CREATED);
      Bulkhead bulkhead = bulkheads.bulkhead(HOST);
      assertThatThrownBy(bulkhead::tryAcquirePermission).hasMessage("the sink is full");
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(bulkhead.getMetrics().getAvailableConcurrentCalls()).isZero();
    }

    @Test
    void let_nothing_go_faster_than_the_rate() {
      client.on(CREATE, 201, CREATED);
      assertThatThrownBy(() -> rates.rateLimiter(HOST).drainPermissions())
          .hasMessage("the sink is full");
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(client.sent(CREATE)).isEmpty();
    }

    @Test
    void with_custom_predicates_change_no_failure() {
      CircuitBreakerRegistry judging =
          CircuitBreakerRegistry.of(
              CircuitBreakerConfig.custom()
                  .recordException(
                      e -> {
                        throw new IllegalStateException("no judgement");
                      })
                  .build());
      judging.circuitBreaker(HOST).transitionToOpenState();
      judging.circuitBreaker(HOST).transitionToHalfOpenState();
      client.on(CREATE, 500, "{}");
      FeignBankHub hub = client.builder().circuitBreakers(judging).build();
      for (int i = 0; i < 20; i++) {
        assertThat(unavailable(hub).reason()).isEqualTo(Reason.SERVER_ERROR);
      }
    }
  }

  /** After a response, the call counts as sent, whatever fails later. */
  @Nested
  class After_a_response {

    @Test
    void FR_07_a_lost_connection_leaves_the_call_rejected() {
      client
          .on(CREATE, 429, ERROR)
          .failing(CREATE, Failures.notConnected(new ConnectException("refused"), "http://hub"));
      UnavailableException failure = client.failure(UnavailableException.class);
      assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(failure.call().httpStatus()).hasValue(429);
      assertThat(client.sent(CREATE)).hasSize(3);
    }

    @Test
    void FR_07_an_open_circuit_leaves_the_call_rejected() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      client.on(CREATE, 429, ERROR);
      FeignBankHub hub =
          client
              .builder()
              .circuitBreakers(registry)
              .listener(
                  new CallListener() {
                    @Override
                    public void attempted(
                        Operation operation, int attempt, int httpStatus, Duration elapsed) {
                      registry.circuitBreaker(HOST).transitionToForcedOpenState();
                    }
                  })
              .build();
      UnavailableException failure = unavailable(hub);
      assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(failure.call().httpStatus()).hasValue(429);
    }

    @Test
    void FR_07_too_much_here_leaves_the_call_rejected() {
      client.on(CREATE, 429, ERROR);
      UnavailableException failure =
          unavailable(client.builder().rateLimiters(anHourly(1, Duration.ZERO)).build());
      assertThat(failure.reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
    }

    @Test
    void FR_07_a_lost_connection_leaves_a_call_rejected_whose_token_was_renewed() {
      client
          .on(CREATE, 401, ERROR)
          .failing(CREATE, Failures.notConnected(new ConnectException("refused"), "http://hub"));
      UnavailableException failure = client.failure(UnavailableException.class);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(failure.call().httpStatus()).hasValue(401);
      assertThat(client.sent(CREATE)).hasSize(4);
    }

    @Test
    void FR_07_a_read_is_rejected_although_an_earlier_attempt_is_unknown() {
      client.on("/v1/company/c-1", 500, "{}").on("/v1/company/c-1", 404, ERROR);
      NotFoundException failure =
          catchThrowableOfType(
              NotFoundException.class, () -> client.hub().companies().get(new CompanyXid("c-1")));
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(failure.call().attempts()).isEqualTo(2);
    }

    @Test
    void FR_07_without_a_response_a_token_request_stays_unknown() {
      client
          .without(TOKEN)
          .failing(TOKEN, ScriptedClient.reset())
          .on(TOKEN, 429, ERROR)
          .failing(TOKEN, Failures.notConnected(new ConnectException("refused"), "http://hub"));
      UnavailableException failure =
          catchThrowableOfType(UnavailableException.class, () -> client.hub().accessToken());
      assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
    }
  }

  @Nested
  class Retrying {

    @Test
    void is_seen_in_the_registry_and_may_be_shared() {
      RetryRegistry registry = RetryRegistry.ofDefaults();
      client.on(CREATE, 429, ERROR).on(CREATE, 201, CREATED);
      client.builder().retries(registry).build().linkTokens().create(LINK);
      client.builder().retries(registry).build().linkTokens().create(LINK);
      assertThat(registry.retry(HOST).getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt())
          .isEqualTo(1);
    }

    @Test
    void reports_the_backoff_to_the_registry() {
      client.on(CREATE, 429, ERROR, "Retry-After", "3600");
      RetryRegistry registry = RetryRegistry.ofDefaults();
      FeignBankHub hub =
          client
              .builder(settings().withTimeouts(new Timeouts(DAY, DAY, DAY)))
              .retries(registry)
              .build();
      List<Duration> backoffs = new ArrayList<>();
      registry
          .retry(HOST)
          .getEventPublisher()
          .onRetry(
              event -> {
                backoffs.add(event.getWaitInterval());
                Thread.currentThread().interrupt();
              });
      unavailable(hub);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(backoffs).singleElement(DURATION).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    @Timeout(60)
    void FR_08_ends_when_the_hub_is_closed() {
      client.on(CREATE, 429, ERROR, "Retry-After", "3600");
      FeignBankHub hub =
          client.builder(settings().withTimeouts(new Timeouts(DAY, DAY, DAY))).build();
      closeOnceThisThreadWaits(hub);
      UnavailableException failure = unavailable(hub);
      assertThat(failure).hasMessageContaining("closed");
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @Test
    @Timeout(60)
    void FR_06_ends_when_its_thread_is_interrupted() {
      client.on(CREATE, 429, ERROR, "Retry-After", "3600");
      FeignBankHub hub =
          client.builder(settings().withTimeouts(new Timeouts(DAY, DAY, DAY))).build();
      Thread.currentThread().interrupt();
      assertThat(unavailable(hub).requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(Thread.interrupted()).isTrue();
      CallListener interrupting =
          new CallListener() {
            @Override
            public void attempted(
                Operation operation, int attempt, int httpStatus, Duration elapsed) {
              if (httpStatus == 429) {
                Thread.currentThread().interrupt();
              }
            }
          };
      UnavailableException failure =
          unavailable(
              client
                  .builder(settings().withTimeouts(new Timeouts(DAY, DAY, DAY)))
                  .listener(interrupting)
                  .build());
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
    }

    @Test
    void FR_03_waits_no_longer_than_the_call_has_time() {
      client.on(CREATE, 429, ERROR, "Retry-After", "30");
      assertThat(client.failure(RateLimitedException.class).retryAfter())
          .contains(Duration.ofSeconds(30));
      assertThat(client.sent(CREATE)).hasSize(1);
    }

    @Test
    void FR_04_ends_with_the_time_of_the_call() {
      Duration hour = Duration.ofHours(1);
      FeignBankHub hub =
          client.builder(settings().withRetries(new Retries(99, hour, hour))).build();
      client.on(CREATE, 429, ERROR);
      client.pass(Duration.ofNanos(1));
      assertThat(
              catchThrowableOfType(RateLimitedException.class, () -> hub.linkTokens().create(LINK)))
          .isNotNull();
    }

    @Test
    void LT_18_renews_the_access_token_once_for_a_call_and_not_for_each_attempt() {
      client.on(CREATE, 401, ERROR).on(CREATE, 429, ERROR).on(CREATE, 401, ERROR);
      client.failure(AccessDeniedException.class);
      assertThat(client.sent(CREATE)).hasSize(3);
      assertThat(client.sent(TOKEN)).hasSize(2);
    }
  }

  @Nested
  class A_token_service_that_fails {

    @Test
    void AT_02_is_left_alone_for_a_second() {
      client.without(TOKEN).on(TOKEN, 500, "{}");
      FeignBankHub hub = client.hub();
      UnavailableException first = unavailable(hub);
      UnavailableException second = unavailable(hub);
      assertThat(client.sent(TOKEN)).hasSize(3);
      assertThat(second.reason()).isEqualTo(first.reason());
      assertThat(second.call().failedOperation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);

      client.on(CREATE, 201, CREATED).without(TOKEN).on(TOKEN, 201, RawServer.TOKEN);
      client.pass(Duration.ofMillis(999));
      assertThat(unavailable(hub)).isNotNull();
      client.pass(Duration.ofMillis(1));
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }

    @Test
    void AT_02_is_left_alone_even_if_it_took_all_the_time_of_the_call() {
      client
          .without(TOKEN)
          .failing(TOKEN, Failures.lost(new SocketTimeoutException("hung"), "http://hub", 0));
      CallListener aged =
          new CallListener() {
            @Override
            public void attempted(
                Operation operation, int attempt, int httpStatus, Duration elapsed) {
              client.pass(Timeouts.DEFAULT.call());
            }
          };
      FeignBankHub hub = client.builder().listener(aged).build();
      assertThat(unavailable(hub).reason()).isEqualTo(Reason.TIMEOUT);
      UnavailableException next = unavailable(hub);
      assertThat(next.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(next.call().attempts()).isZero();
      assertThat(client.sent(TOKEN)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "3600, 60", "0, 1"})
    void AT_02_gets_the_backoff_that_it_requests_up_to_a_minute(String asked, long seconds) {
      client.without(TOKEN).on(TOKEN, 429, ERROR, "Retry-After", asked).on(CREATE, 201, CREATED);
      FeignBankHub hub = client.builder(settings().withRetries(new Retries(1, DAY, DAY))).build();
      fail(hub, 1);
      client.without(TOKEN).on(TOKEN, 201, RawServer.TOKEN);
      client.pass(Duration.ofSeconds(seconds).minusNanos(1));
      fail(hub, 1);
      client.pass(Duration.ofNanos(1));
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }

    @Test
    void AT_02_gets_no_backoff_if_it_is_disabled() {
      client
          .without(TOKEN)
          .on(TOKEN, 429, ERROR, "Retry-After", "9")
          .on(TOKEN, 201, RawServer.TOKEN);
      client.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          client
              .builder(
                  settings()
                      .withRetries(new Retries(1, DAY, DAY))
                      .withTokens(new Tokens(Duration.ZERO, Duration.ZERO)))
              .build();
      fail(hub, 1);
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }

    @Test
    void AT_06_is_not_one_that_rejects_the_credentials() {
      client.without(TOKEN).on(TOKEN, 401, ERROR).on(TOKEN, 201, RawServer.TOKEN);
      client.on(CREATE, 201, CREATED);
      FeignBankHub hub = client.hub();
      fail(hub, 1);
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
  }

  @Nested
  class Custom_headers {

    @Test
    void are_sent_with_every_attempt() {
      client.on(CREATE, 429, ERROR).on(CREATE, 201, CREATED);
      AtomicInteger span = new AtomicInteger();
      client
          .builder()
          .headers(() -> Map.of("traceparent", "00-4bf9-" + span.incrementAndGet() + "-01"))
          .build()
          .linkTokens()
          .create(LINK);
      assertThat(header(client.sent(TOKEN).get(0), "traceparent")).isEqualTo("00-4bf9-1-01");
      assertThat(client.sent(CREATE))
          .extracting(sent -> header(sent, "traceparent"))
          .containsExactly("00-4bf9-2-01", "00-4bf9-3-01");
    }

    @Test
    void never_take_the_place_of_the_librarys() {
      client.on(CREATE, 201, CREATED);
      client
          .builder()
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
      assertThat(client.sent(CREATE).get(0).headers())
          .containsKeys("x-good", "Authorization", "User-Agent", "Content-Type")
          .doesNotContainKeys("authorization", "USER-AGENT", "Content-type", "x-bad", "b a d");
    }

    @Test
    void are_done_without_if_they_cannot_be_had() {
      client.on(CREATE, 201, CREATED);
      FeignBankHub hub =
          client
              .builder()
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
          public void completed(CallRecord call) {
            String operation = call.operation().name();
            heard.add(
                call.failure()
                    .map(failure -> failure.getClass().getSimpleName() + " " + operation)
                    .orElse(operation + " succeeded after " + call.attempts()));
          }

          @Override
          public void circuitChanged(String from, String to) {
            heard.add(from + " " + to);
          }
        };

    @Test
    void is_notified_of_attempts_and_of_the_result() {
      client.on(CREATE, 429, ERROR).on(CREATE, 201, CREATED).on(CREATE, 400, "{}");
      FeignBankHub hub = client.builder().listener(listener).build();
      hub.linkTokens().create(LINK);
      fail(hub, 1);
      hub.accessToken();
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
    void is_notified_of_a_failed_token_request_and_of_the_call_that_needed_it() {
      client.without(TOKEN).on(TOKEN, 401, ERROR);
      fail(client.builder().listener(listener).build(), 1);
      assertThat(heard)
          .containsExactly(
              "CREATE_ACCESS_TOKEN 1 401",
              "AccessDeniedException CREATE_ACCESS_TOKEN",
              "AccessDeniedException CREATE_LINK_TOKEN");
    }

    @Test
    void is_not_notified_of_a_token_from_the_store() {
      AccessTokenStore store = AccessTokenStore.inMemory();
      client.builder().accessTokenStore(store).build().accessToken();
      client.builder().accessTokenStore(store).listener(listener).build().accessToken();
      assertThat(heard).isEmpty();
    }

    @Test
    void is_notified_of_the_circuit() {
      client.on(CREATE, 500, "{}");
      fail(client.builder().listener(listener).build(), 20);
      assertThat(heard).contains("CLOSED OPEN");
    }

    @Test
    void is_notified_of_a_circuit_that_is_open_when_its_hub_is_built() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      registry.circuitBreaker(HOST).transitionToOpenState();
      client.builder().circuitBreakers(registry).listener(listener).build();
      assertThat(heard).containsExactly("OPEN OPEN");
    }

    @Test
    void is_notified_of_a_shared_circuit_that_does_not_retain_its_hubs() throws Exception {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      List<FeignBankHub> hubs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        hubs.add(client.builder().circuitBreakers(registry).listener(listener).build());
      }
      registry.circuitBreaker(HOST).transitionToOpenState();
      assertThat(heard).containsExactly("CLOSED OPEN", "CLOSED OPEN", "CLOSED OPEN");
      assertThat(consumersOf(registry.circuitBreaker(HOST))).isEqualTo(1);
      hubs.forEach(FeignBankHub::close);
    }

    /** Resilience4j does not report how many consumers it has. */
    private static int consumersOf(CircuitBreaker circuit) throws ReflectiveOperationException {
      Field consumers = EventProcessor.class.getDeclaredField("eventConsumerMap");
      consumers.setAccessible(true);
      Map<?, ?> byType = (Map<?, ?>) consumers.get(circuit.getEventPublisher());
      return byType.values().stream().mapToInt(some -> ((Set<?>) some).size()).sum();
    }

    @Test
    void is_not_notified_after_its_hub_is_closed() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      FeignBankHub hub = client.builder().circuitBreakers(registry).listener(listener).build();
      registry.circuitBreaker(HOST).transitionToOpenState();
      hub.close();
      registry.circuitBreaker(HOST).transitionToClosedState();
      assertThat(heard).containsExactly("CLOSED OPEN");
    }

    @Test
    void is_let_go_once_its_hub_is_closed() {
      CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
      WeakReference<CallListener> gone = aListenerOfAClosedHub(registry);
      for (int i = 0; i < 500 && gone.get() != null; i++) {
        System.gc();
      }
      assertThat(gone.get()).isNull();
      assertThat(registry.circuitBreaker(HOST).getState()).isEqualTo(State.CLOSED);
    }

    private WeakReference<CallListener> aListenerOfAClosedHub(CircuitBreakerRegistry registry) {
      CallListener own = new CallListener() {};
      try (FeignBankHub hub = client.builder().circuitBreakers(registry).listener(own).build()) {
        assertThat(hub.environment()).isNotNull();
      }
      return new WeakReference<>(own);
    }

    @Test
    void is_notified_once_of_a_failed_direct_token_request() {
      client.without(TOKEN).on(TOKEN, 500, "{}");
      FeignBankHub hub = client.builder().listener(listener).build();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> hub.accessToken()).isInstanceOf(UnavailableException.class);
      }
      assertThat(heard)
          .containsExactly(
              "CREATE_ACCESS_TOKEN 1 500",
              "CREATE_ACCESS_TOKEN 2 500",
              "CREATE_ACCESS_TOKEN 3 500",
              "UnavailableException CREATE_ACCESS_TOKEN",
              "UnavailableException CREATE_ACCESS_TOKEN");
    }

    @Test
    void may_fail_without_harm() {
      client.on(CREATE, 201, CREATED);
      CallListener broken =
          new CallListener() {
            @Override
            public void completed(CallRecord call) {
              throw new IllegalStateException("full");
            }
          };
      assertThat(client.builder().listener(broken).build().linkTokens().create(LINK)).isNotNull();
    }

    /** As one that was compiled against another version of a library does. */
    @Test
    void may_lack_a_method_without_harm_and_so_may_all_that_a_hub_is_given() {
      client.on(CREATE, 201, CREATED);
      CallListener lacking =
          new CallListener() {
            @Override
            public void attempted(
                Operation operation, int attempt, int httpStatus, Duration elapsed) {
              throw new NoSuchMethodError("Timer.record");
            }
          };
      AccessTokenStore store =
          (AccessTokenStore)
              Proxy.newProxyInstance(
                  AccessTokenStore.class.getClassLoader(),
                  new Class<?>[] {AccessTokenStore.class},
                  (self, method, arguments) -> {
                    throw new NoClassDefFoundError("redis");
                  });
      BulkheadRegistry registry = BulkheadRegistry.ofDefaults();
      FeignBankHub hub =
          client
              .builder()
              .listener(lacking)
              .accessTokenStore(store)
              .bulkheads(registry)
              .headers(
                  () -> {
                    throw new ExceptionInInitializerError("no tracer");
                  })
              .build();
      registry
          .bulkhead(HOST)
          .getEventPublisher()
          .onEvent(
              event -> {
                throw new NoSuchFieldError("gauge");
              });
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      assertThat(registry.bulkhead(HOST).getMetrics().getAvailableConcurrentCalls())
          .isEqualTo(Limits.DEFAULT.concurrentCalls());
    }

    @Test
    void need_not_implement_anything() {
      client.on(CREATE, 400, "{}");
      assertThat(
              catchThrowableOfType(
                  InvalidRequestException.class,
                  () ->
                      client
                          .builder()
                          .listener(new CallListener() {})
                          .build()
                          .linkTokens()
                          .create(LINK)))
          .isNotNull();
    }
  }
}
