package io.github.bankhub.examples.quickstart.snippets;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Limits;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ConcurrencyTest {

  private static final int MAX_CALLS = 5;

  @AutoClose private final BankHubServer server = BankHubServer.start(InMemoryBankHub.create());
  private final Control control = server.hub().control();
  private final InstantSource clock = control.clock();
  private final LinkTokenRequest request =
      LinkTokenRequest.link(control.addCompany("CONG TY TNHH ABC"));
  private final CountDownLatch started = new CountDownLatch(1);
  private final CompletableFuture<CallRecord> create = new CompletableFuture<>();
  private final ExecutorService executor = executor();
  private volatile Runnable beforeAttempt = () -> {};
  private final Semaphore permits = new Semaphore(MAX_CALLS);

  @AutoClose
  private final FeignBankHub hub =
      FeignBankHub.builder(
              BankHubSettings.of(server.environment(), control.credentials())
                  .withLimits(Limits.DEFAULT.withConcurrentCalls(MAX_CALLS)))
          .clock(clock)
          .headers(this::headers)
          .listener(
              new CallListener() {
                @Override
                public void completed(CallRecord call) {
                  if (call.operation() == Operation.CREATE_LINK_TOKEN) {
                    create.complete(call);
                  }
                }
              })
          .build();

  /** Virtual threads from Java 21 on. This class is compiled for 17, which has none. */
  private static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      return Executors.newCachedThreadPool();
    }
  }

  private Map<String, String> headers() {
    started.countDown();
    beforeAttempt.run();
    return Map.of();
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void a_future_has_the_link() {
    CompletableFuture<LinkToken> link =
        CompletableFuture.supplyAsync(() -> hub.linkTokens().create(request), executor);

    assertThat(link.orTimeout(1, MINUTES).join()).isNotNull();
  }

  @Test
  void a_future_has_the_failure_as_cause() {
    control.inject(FaultScenario.SERVER_ERROR_500.always());
    CompletableFuture<LinkToken> link =
        CompletableFuture.supplyAsync(() -> hub.linkTokens().create(request), executor);

    CompletableFuture<String> page =
        link.handle(
            (token, e) -> {
              if (e == null) {
                return token.hostedLink().uri().toString();
              }
              boolean isTransient =
                  e.getCause() instanceof BankHubException failure && failure.isTransient();
              return isTransient ? "Try again later" : "The request failed";
            });

    assertThat(page.orTimeout(1, MINUTES).join()).isEqualTo("Try again later");
  }

  @Test
  void a_mono_has_the_link() {
    Mono<LinkToken> link =
        Mono.fromCallable(() -> hub.linkTokens().create(request))
            .subscribeOn(Schedulers.boundedElastic());

    assertThat(link.block()).isNotNull();
  }

  @Test
  void a_mono_that_is_cancelled_interrupts_the_call() throws Exception {
    stall();

    Disposable subscription =
        Mono.fromCallable(() -> hub.linkTokens().create(request))
            .subscribeOn(Schedulers.boundedElastic())
            .subscribe();
    started.await();
    subscription.dispose();

    assertThat(create.orTimeout(1, MINUTES).join().failure().orElseThrow())
        .satisfies(this::isInterrupted);
  }

  @Test
  void a_task_that_is_cancelled_interrupts_the_call() throws Exception {
    stall();

    Future<LinkToken> link = executor.submit(() -> hub.linkTokens().create(request));
    started.await();
    link.cancel(true);

    assertThat(create.orTimeout(1, MINUTES).join().failure().orElseThrow())
        .satisfies(this::isInterrupted);
  }

  @Test
  void a_completable_future_that_is_cancelled_does_not_end_the_call() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    beforeAttempt = () -> awaitUninterruptibly(cancelled);
    CompletableFuture<LinkToken> link =
        CompletableFuture.supplyAsync(() -> hub.linkTokens().create(request), executor);
    started.await();
    link.cancel(true);
    cancelled.countDown();

    assertThat(create.orTimeout(1, MINUTES).join().outcome()).isEqualTo("success");
  }

  @Test
  void a_call_has_the_deadline_of_its_caller() {
    stall();
    Instant deadline = clock.instant().plusMillis(20);

    Duration remaining = Duration.between(clock.instant(), deadline);
    BankHub limited = hub.with(CallOptions.NONE.withTimeout(remaining));

    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> limited.linkTokens().create(request))
        .satisfies(it -> assertThat(it.call().elapsed()).isLessThan(Timeouts.DEFAULT.response()));
  }

  @Test
  void a_call_has_the_context_of_its_caller() {
    String orderId = "order-42";

    CallOptions options =
        CallOptions.NONE
            .withCorrelationId(orderId)
            .withHeader("traceparent", currentTraceparent()); // of this thread
    BankHub traced = hub.with(options);
    CompletableFuture<LinkToken> link =
        CompletableFuture.supplyAsync(() -> traced.linkTokens().create(request), executor);

    assertThat(link.orTimeout(1, MINUTES).join()).isNotNull();
    assertThat(create.orTimeout(1, MINUTES).join().correlationId()).contains(orderId);
    assertThat(control.requests())
        .allSatisfy(it -> assertThat(it.headers().toString()).contains(currentTraceparent()));
  }

  @Test
  void many_threads_wait_for_a_permit() {
    List<CompletableFuture<LinkToken>> links =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::create, executor))
            .limit(10 * MAX_CALLS)
            .toList();

    assertThat(links).allSatisfy(link -> assertThat(link.orTimeout(1, MINUTES).join()).isNotNull());
  }

  private LinkToken create() {
    permits.acquireUninterruptibly();
    try {
      return hub.linkTokens().create(request);
    } finally {
      permits.release();
    }
  }

  private void stall() {
    control.inject(FaultScenario.STALL_BEFORE_RESPONSE.always());
  }

  private void isInterrupted(Throwable failure) {
    assertThat(failure)
        .isInstanceOf(UnavailableException.class)
        .extracting(it -> ((UnavailableException) it).reason())
        .isEqualTo(UnavailableException.Reason.INTERRUPTED);
  }

  /** Stands for the tracer of an application. */
  private static String currentTraceparent() {
    return "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
