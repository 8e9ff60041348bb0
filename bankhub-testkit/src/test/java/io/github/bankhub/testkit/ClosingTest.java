package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.junit.Transport;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Isolated, because it compares the threads before and after. */
@Isolated
@Timeout(180)
class ClosingTest {

  private static final WebhookSecret SECRET = new WebhookSecret("s3cr3t-of-this-test");

  /** Much less than the time for which an attempt waits for a response. */
  private static final Duration QUICK = Duration.ofSeconds(20);

  private static final Duration LONG = Duration.ofMinutes(1);

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();

  @Test
  void a_test_ends_immediately_while_its_inbox_does_not_respond() {
    assertThat(timeOf(() -> run(Stalled.class))).isLessThan(QUICK);
  }

  @Test
  void a_test_ends_immediately_while_its_receiver_in_memory_works() throws InterruptedException {
    assertThat(timeOf(() -> run(Working.class))).isLessThan(QUICK);
    assertThat(Working.INTERRUPTED.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closing_a_hub_ends_its_servers_its_webhooks_and_all_threads() throws Exception {
    Set<Thread> before = threads();
    try (WebhookInboxServer receiver = WebhookInboxServer.start()) {
      InMemoryBankHub running = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
      BankHubServer.start(running);
      running.control().webhooks().deliverTo(sender(receiver.url()), SECRET);
      stall(running, receiver.inbox());
      assertThat(threads()).hasSizeGreaterThan(before.size() + 2);
      Duration closing = timeOf(running::close);
      assertThat(closing).isLessThan(QUICK);
      running.close();
    }
    assertNoThreadsBut(before);
  }

  @Test
  void closing_a_server_ends_its_webhooks_timers_and_all_threads() throws Exception {
    Set<Thread> before = threads();
    try (WebhookInboxServer receiver = WebhookInboxServer.start()) {
      InMemoryBankHub running = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
      BankHubServer server = BankHubServer.start(running);
      running.control().webhooks().deliverTo(sender(receiver.url()), SECRET);
      stall(running, receiver.inbox());
      assertThat(timeOf(server::close)).isLessThan(QUICK);
      assertThat(running.control().webhooks().journal())
          .extracting(WebhookDelivery::state)
          .containsExactly(State.EXHAUSTED);
    }
    assertNoThreadsBut(before);
  }

  @Test
  void switching_webhooks_off_closes_the_connection_of_the_current_attempt() throws Exception {
    try (WebhookInboxServer receiver = WebhookInboxServer.start()) {
      control.webhooks().deliverTo(sender(receiver.url()), SECRET);
      stall(hub, receiver.inbox());
      assertThat(timeOf(() -> control.webhooks().off(LONG))).isLessThan(QUICK);
    }
  }

  @Test
  void a_reset_closes_the_connection_of_the_current_attempt() throws Exception {
    try (WebhookInboxServer receiver = WebhookInboxServer.start()) {
      control.webhooks().deliverTo(sender(receiver.url()), SECRET);
      stall(hub, receiver.inbox());
      control.reset();
      assertThat(timeOf(control.webhooks()::awaitDeliveries)).isLessThan(QUICK);
    }
  }

  @Test
  void a_receiver_can_close_its_hub() {
    WebhookInbox inbox = new WebhookInbox();
    control
        .webhooks()
        .deliverTo(
            request -> {
              hub.close();
              return inbox.receive(request);
            },
            SECRET);
    control.addSamples();
    hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    assertThat(inbox.await("LINK_TOKEN_CREATED")).isNotNull();
  }

  @Test
  void a_closed_hub_rejects_calls_and_shows_its_journals() {
    control.addSamples();
    WebhookInbox inbox = control.webhooks().inbox();
    hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    control.webhooks().awaitDeliveries();
    hub.close();

    assertRejected(() -> hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY)));
    assertRejected(() -> control.addCompany("ABC"));
    assertRejected(control::reset);
    assertRejected(() -> control.webhooks().inbox());
    assertRejected(() -> BankHubServer.start(hub));
    BankHubHttpHandler handler = BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1"));
    assertRejected(
        () -> handler.handle(new HttpRequest("GET", URI.create("/"), Map.of(), new byte[0])));

    assertThat(control.journal()).hasSize(2);
    assertThat(control.webhooks().journal()).hasSize(1);
    assertThat(control.companies()).hasSize(2);
    assertThat(inbox.received()).hasSize(1);
  }

  private static void assertRejected(Runnable call) {
    assertThatIllegalStateException()
        .isThrownBy(call::run)
        .withMessage("this offline Bank Hub is closed; only its journals can still be read");
  }

  /** Leaves an attempt that gets no response, and a timer. */
  private static void stall(InMemoryBankHub hub, WebhookInbox inbox) {
    inbox.stall();
    hub.control().addSamples();
    hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    inbox.await("LINK_TOKEN_CREATED");
  }

  private static HttpWebhookSender sender(URI url) {
    return new HttpWebhookSender(url, LONG, HttpClient::newBuilder);
  }

  private static void run(Class<?> tests) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents()
        .assertStatistics(events -> events.succeeded(1));
  }

  private static Duration timeOf(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(bankhub|HttpClient|CompletableFuture).*"))
        .collect(Collectors.toSet());
  }

  private static void assertNoThreadsBut(Set<Thread> before) throws InterruptedException {
    Set<Thread> left = threads();
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(10_000);
    }
    assertThat(left).noneMatch(Thread::isAlive);
  }

  static class Stalled {

    @Test
    @BankHubTest(Transport.HTTP)
    void leaves_an_attempt_without_a_response(InMemoryBankHub hub, WebhookInbox inbox) {
      Webhooks webhooks = hub.control().webhooks();
      HttpWebhookSender usual = (HttpWebhookSender) webhooks.dispatcher().receiver().orElseThrow();
      HttpWebhookSender patient = sender(usual.url());
      inbox.explainBy(webhooks.dispatcher(), patient);
      webhooks.deliverTo(patient, SECRET);
      stall(hub, inbox);
    }
  }

  static class Working {

    static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

    @Test
    @BankHubTest
    void leaves_a_receiver_that_works(InMemoryBankHub hub) throws InterruptedException {
      CountDownLatch arrived = new CountDownLatch(1);
      hub.control()
          .webhooks()
          .deliverTo(
              request -> {
                arrived.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  INTERRUPTED.countDown();
                  Thread.currentThread().interrupt();
                }
                return 200;
              },
              SECRET);
      hub.control().addSamples();
      hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
      arrived.await();
    }
  }
}
