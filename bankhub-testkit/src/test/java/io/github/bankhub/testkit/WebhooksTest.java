package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Attempt;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebhooksTest {

  private static final SandboxAccount ACCOUNT = SandboxAccount.all().get(1);
  private static final WebhookSecret SECRET = new WebhookSecret("s3cr3t-of-this-test");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final Webhooks webhooks = control.webhooks();
  private final Instant start = control.clock().instant();

  @BeforeEach
  void addSamples() {
    control.addSamples();
  }

  private LinkToken create() {
    return hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
  }

  private Instant minute(int minute) {
    return start.plus(Duration.ofMinutes(minute));
  }

  private WebhookDelivery delivery() {
    return webhooks.journal().get(0);
  }

  private static List<String> names(List<WebhookDelivery> deliveries) {
    return deliveries.stream().map(WebhookDelivery::name).toList();
  }

  @Nested
  class Receiving {

    @Test
    void a_name_that_no_event_has_is_rejected_immediately() {
      WebhookInbox inbox = webhooks.inbox();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> inbox.await("BANK_LINKED"))
          .withMessageStartingWith("event is BANK_LINKED; expected one of [LINK_TOKEN_CREATED,");
    }

    @Test
    void LT_23_the_webhook_with_the_result_arrives() {
      WebhookInbox inbox = webhooks.inbox();
      LinkToken token = create();
      control.hostedPage(token.hostedLink()).linkSuccessfully(ACCOUNT);

      BankAccountEvent.Linked linked = inbox.await(BankAccountEvent.Linked.class);
      assertThat(linked.linkTokenXid()).contains(token.xid());
      assertThat(linked.accountNumber())
          .hasValueSatisfying(number -> assertThat(number.value()).isEqualTo(ACCOUNT.number()));
    }

    @Test
    void a_request_has_the_type_the_secret_and_the_bytes() {
      List<WebhookRequest> requests = new ArrayList<>();
      webhooks.deliverTo(
          request -> {
            requests.add(request);
            return 200;
          },
          SECRET);
      LinkToken token = create();
      webhooks.awaitDeliveries();

      assertThat(requests).hasSize(1);
      assertThat(requests.get(0).headers())
          .containsEntry("Content-Type", List.of("application/json"))
          .containsEntry("X-Secret-Key", List.of(SECRET.reveal()));
      assertThat(requests.get(0).body())
          .isEqualTo(delivery().body())
          .asString()
          .isEqualTo(
              """
              {"timestamp":1769830200,"xid":"%s","version":"1.0","event":"LINK_TOKEN_CREATED",\
              "metadata":{"purpose":"LINK_BANK_ACCOUNT","link_token_xid":"%s",\
              "link_session_xid":null}}\
              """
                  .formatted(delivery().xid(), token.xid()));
    }

    @Test
    void the_end_of_a_link_token_arrives_when_the_clock_is_turned_without_any_call() {
      WebhookInbox inbox = webhooks.inbox();
      LinkToken token = create();
      control.clock().advance(Duration.ofMinutes(30));

      LinkTokenEvent.Expired expired = inbox.await(LinkTokenEvent.Expired.class);
      assertThat(expired.linkTokenXid()).contains(token.xid());
      assertThat(expired.timestamp()).isEqualTo(minute(30));
    }

    @Test
    void a_clock_that_runs_ends_link_tokens_and_repeats_by_itself() {
      InMemoryBankHub running = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
      running.control().addSamples();
      WebhookInbox inbox = running.control().webhooks().inbox();
      inbox.breakConnections();
      running.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
      running.control().webhooks().awaitDeliveries();
      inbox.respond(200);
      // Its next attempt and its end are far away; these two are not.
      running.control().clock().advance(Duration.ofSeconds(59));
      running.control().linkTokenLifetime(Duration.ofSeconds(1));
      LinkToken token = running.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));

      assertThat(inbox.await(LinkTokenEvent.Expired.class).linkTokenXid()).contains(token.xid());
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
    }

    @Test
    void a_receiver_that_leaves_its_thread_interrupted_receives_on() {
      WebhookInbox inbox = new WebhookInbox();
      webhooks.deliverTo(
          request -> {
            if (inbox.received().isEmpty()) {
              Thread.currentThread().interrupt();
              create();
            }
            return inbox.receive(request);
          },
          SECRET);
      create();
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
    }

    @Test
    void what_happened_before_there_was_a_webhook_is_not_sent() {
      create();
      WebhookInbox inbox = webhooks.inbox();
      webhooks.awaitDeliveries();
      assertThat(inbox.received()).isEmpty();
      assertThat(webhooks.journal()).isEmpty();
    }

    @Test
    void what_had_ended_before_there_was_a_webhook_is_not_sent() {
      create();
      control.clock().advance(Duration.ofHours(1));
      WebhookInbox inbox = webhooks.inbox();
      webhooks.awaitDeliveries();
      assertThat(inbox.received()).isEmpty();
    }

    @Test
    void what_ended_while_they_were_switched_off_is_not_sent() {
      webhooks.inbox();
      create();
      webhooks.off();
      control.clock().advance(Duration.ofHours(1));
      WebhookInbox inbox = webhooks.inbox();
      webhooks.awaitDeliveries();
      assertThat(inbox.received()).isEmpty();
    }

    @Test
    void each_inbox_has_a_secret_of_its_own() {
      WebhookInbox inbox = webhooks.inbox();
      assertThat(inbox.secret())
          .isEqualTo(inbox.secret())
          .isNotEqualTo(new WebhookInbox().secret());
      create();
      assertThat(inbox.await("LINK_TOKEN_CREATED").headers())
          .containsEntry("X-Secret-Key", List.of(inbox.secret().reveal()));
    }

    @Test
    void a_receiver_can_call_the_hub() {
      AtomicInteger received = new AtomicInteger();
      webhooks.deliverTo(
          request -> {
            if (received.incrementAndGet() < 5) {
              create();
            }
            return 200;
          },
          SECRET);
      create();
      webhooks.awaitDeliveries();
      assertThat(received).hasValue(5);
      assertThat(webhooks.journal())
          .extracting(WebhookDelivery::state)
          .containsOnly(State.DELIVERED);
    }

    @Test
    void only_allowed_events_are_sent() {
      WebhookInbox inbox = webhooks.inbox();
      webhooks.only(Set.of("BANK_ACCOUNT_LINKED", "BANK_ACCOUNT_INACTIVED"));
      control.hostedPage(create().hostedLink()).linkSuccessfully(ACCOUNT);
      webhooks.all();
      create();
      webhooks.awaitDeliveries();
      assertThat(inbox.events())
          .extracting(WebhookEvent::name)
          .containsExactly("BANK_ACCOUNT_LINKED", "LINK_TOKEN_CREATED");
    }

    @Test
    void a_new_webhook_takes_all_events() {
      webhooks.only(Set.of());
      WebhookInbox inbox = webhooks.inbox();
      create();
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
    }

    @Test
    void events_that_there_are_not_cannot_be_allowed() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> webhooks.only(Set.of("account.linked")))
          .withMessageContaining("event is account.linked; expected one of [LINK_TOKEN_CREATED, ");
    }
  }

  @Nested
  class Repeating {

    @Test
    void a_connection_that_fails_is_tried_8_times_in_33_minutes() {
      webhooks.inbox().breakConnections();
      create();
      control.clock().advance(Duration.ofMinutes(33));
      webhooks.awaitDeliveries();

      assertThat(delivery().state()).isEqualTo(State.EXHAUSTED);
      assertThat(delivery().attempts())
          .isEqualTo(
              Stream.of(0, 1, 2, 4, 7, 12, 20, 33)
                  .map(minute -> new Attempt(minute(minute), Outcome.CONNECTION_FAILED, 0))
                  .toList());
    }

    @Test
    void so_is_a_closed_port() throws IOException {
      try (Socket silent = new Socket()) { // Bound, so no other test gets its port.
        silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        webhooks.deliverTo(URI.create("http://127.0.0.1:" + silent.getLocalPort()), SECRET);
        create();
        control.clock().advance(Duration.ofMinutes(33));
        webhooks.awaitDeliveries();
      }

      assertThat(delivery().state()).isEqualTo(State.EXHAUSTED);
      assertThat(delivery().attempts())
          .extracting(Attempt::outcome)
          .hasSize(8)
          .containsOnly(Outcome.CONNECTION_FAILED);
    }

    @Test
    void attempts_and_events_come_in_the_order_of_time() {
      List<String> came = new ArrayList<>();
      webhooks.deliverTo(
          request -> {
            WebhookEvent event = request.event();
            came.add(event.name());
            throw new ConnectException("closed");
          },
          SECRET);
      create();
      control.clock().advance(Duration.ofMinutes(33));
      webhooks.awaitDeliveries();

      // At minute 0, 1, 2, 4, 7, 12 and 20; the link token ends at 30, and all after that.
      assertThat(came)
          .startsWith("LINK_TOKEN_CREATED")
          .containsSubsequence("LINK_TOKEN_CREATED", "LINK_TOKEN_EXPIRED", "LINK_TOKEN_CREATED")
          .hasSize(8 + 3);
      assertThat(came.subList(0, 7)).containsOnly("LINK_TOKEN_CREATED");
    }

    @Test
    void a_retry_is_not_due_a_moment_before_its_minute() {
      WebhookInbox inbox = webhooks.inbox();
      inbox.breakConnections();
      create();
      webhooks.awaitDeliveries();
      inbox.respond(200);

      control.clock().advance(Duration.ofMinutes(1).minusNanos(1));
      webhooks.awaitDeliveries();
      assertThat(inbox.received()).isEmpty();
      assertThat(delivery().next()).contains(minute(1));

      control.clock().advance(Duration.ofNanos(1));
      webhooks.awaitDeliveries();
      assertThat(inbox.received()).hasSize(1);
      assertThat(delivery().state()).isEqualTo(State.DELIVERED);
      assertThat(delivery().next()).isEmpty();
    }

    @Test
    void a_missing_response_counts_as_a_network_failure_which_is_assumed() {
      WebhookInbox inbox = webhooks.inbox();
      inbox.stall();
      create();
      webhooks.awaitDeliveries();
      inbox.respond(201);
      control.clock().advance(Duration.ofMinutes(1));
      webhooks.awaitDeliveries();

      assertThat(delivery().attempts())
          .containsExactly(
              new Attempt(start, Outcome.TIMED_OUT, 0),
              new Attempt(minute(1), Outcome.RESPONDED, 201));
      assertThat(inbox.events()).hasSize(2);
      assertThat(inbox.events().get(0)).isEqualTo(inbox.events().get(1));
    }

    @Test
    void a_response_is_not_retried_whatever_its_status() {
      WebhookInbox inbox = webhooks.inbox();
      for (int status : new int[] {299, 302, 404, 500}) {
        inbox.respond(status);
        create();
        webhooks.awaitDeliveries();
      }
      webhooks.runUntilIdle();
      assertThat(webhooks.journal())
          .extracting(WebhookDelivery::state)
          .containsExactly(State.DELIVERED, State.REJECTED, State.REJECTED, State.REJECTED);
      assertThat(inbox.received()).hasSize(4);
    }

    @Test
    void the_clock_runs_until_nothing_is_left_to_send() {
      WebhookInbox inbox = webhooks.inbox();
      inbox.breakConnections();
      create();
      webhooks.runUntilIdle();
      // The event of the link token's expiry, at minute 30, is retried for 33 more minutes.
      assertThat(control.clock().instant()).isEqualTo(minute(63));
      assertThat(webhooks.journal())
          .extracting(WebhookDelivery::name, WebhookDelivery::state)
          .containsExactly(
              tuple("LINK_TOKEN_CREATED", State.EXHAUSTED),
              tuple("LINK_TOKEN_EXPIRED", State.EXHAUSTED));
    }

    @Test
    void a_clock_that_runs_by_itself_is_not_run() {
      InMemoryBankHub running = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
      assertThatIllegalStateException()
          .isThrownBy(() -> running.control().webhooks().runUntilIdle())
          .withMessageContaining("runs by itself");
    }

    @Test
    void an_event_can_be_sent_again() {
      WebhookInbox inbox = webhooks.inbox();
      inbox.respond(404);
      create();
      webhooks.awaitDeliveries();
      inbox.respond(200);
      webhooks.redeliver(delivery().xid());
      webhooks.awaitDeliveries();

      assertThat(delivery().state()).isEqualTo(State.DELIVERED);
      assertThat(delivery().attempts()).extracting(Attempt::status).containsExactly(404, 200);
      assertThat(inbox.events()).hasSize(2);
    }

    @Test
    void an_event_that_is_sent_again_has_all_its_attempts_again() {
      WebhookInbox inbox = webhooks.inbox();
      inbox.breakConnections();
      create();
      control.clock().advance(Duration.ofMinutes(20));
      webhooks.awaitDeliveries();
      webhooks.redeliver(delivery().xid());
      webhooks.awaitDeliveries();
      assertThat(delivery().attempts()).hasSize(7 + 1);
      control.clock().advance(Duration.ofMinutes(33));
      webhooks.awaitDeliveries();
      assertThat(delivery().attempts()).hasSize(7 + 8);
    }

    @Test
    void what_was_never_sent_cannot_be_sent_again() {
      assertThatIllegalStateException()
          .isThrownBy(() -> webhooks.redeliver(new EventXid("x")))
          .withMessageContaining("no webhook");
      webhooks.inbox();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> webhooks.redeliver(new EventXid("x")))
          .withMessage("no event x was sent; those that were: []");
    }
  }

  @Nested
  class Changing {

    @Test
    void a_new_webhook_takes_the_place_of_the_old_for_what_is_not_delivered_too() {
      WebhookInbox first = webhooks.inbox();
      first.breakConnections();
      create();
      webhooks.awaitDeliveries();
      WebhookInbox second = webhooks.inbox();
      create();
      control.clock().advance(Duration.ofMinutes(1));
      webhooks.awaitDeliveries();
      assertThat(first.received()).isEmpty();
      assertThat(second.received()).hasSize(2);
    }

    @Test
    void switched_off_nothing_more_is_sent() {
      WebhookInbox inbox = webhooks.inbox();
      inbox.breakConnections();
      create();
      webhooks.awaitDeliveries();
      webhooks.off();
      inbox.respond(200);
      create();
      webhooks.runUntilIdle();
      assertThat(inbox.received()).isEmpty();
      assertThat(webhooks.journal())
          .singleElement()
          .extracting(WebhookDelivery::state)
          .isEqualTo(State.EXHAUSTED);
    }

    @Test
    void a_reset_clears_the_journal_also_after_they_were_switched_off() {
      webhooks.inbox();
      create();
      webhooks.awaitDeliveries();
      webhooks.off();
      control.reset();
      assertThat(webhooks.journal()).isEmpty();
    }

    @Test
    void switching_off_waits_until_nothing_is_being_sent() throws InterruptedException {
      CountDownLatch arrived = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      AtomicInteger received = new AtomicInteger();
      webhooks.deliverTo(
          request -> {
            arrived.countDown();
            awaitFor(end);
            return received.incrementAndGet() + 200;
          },
          SECRET);
      create();
      arrived.await();
      CompletableFuture<Integer> off =
          CompletableFuture.supplyAsync(
              () -> {
                webhooks.off();
                return received.get();
              });
      while (delivery().state() != State.EXHAUSTED) {
        Thread.onSpinWait();
      }
      end.countDown();
      assertThat(off.join()).isEqualTo(1);
    }

    @Test
    void switching_off_waits_not_for_ever() throws InterruptedException {
      CountDownLatch end = deliveryUntil(new CountDownLatch(1));
      webhooks.off(Duration.ofMillis(1));
      Thread.currentThread().interrupt();
      webhooks.off();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(end.getCount()).isEqualTo(1);
      end.countDown();
      webhooks.awaitDeliveries();
    }

    @Test
    void a_receiver_can_switch_them_off() {
      webhooks.deliverTo(
          request -> {
            webhooks.off();
            return 200;
          },
          SECRET);
      create();
      create();
      webhooks.awaitDeliveries(Duration.ofSeconds(10));
      assertThat(webhooks.journal())
          .extracting(WebhookDelivery::state)
          .containsOnly(State.EXHAUSTED);
    }

    @Test
    void a_reset_forgets_all() {
      WebhookInbox inbox = webhooks.inbox();
      webhooks.inject(DeliveryFault.loss().always());
      webhooks.only(Set.of());
      inbox.breakConnections();
      create();
      control.reset();
      assertThat(webhooks.journal()).isEmpty();

      control.addSamples();
      create();
      webhooks.runUntilIdle();
      assertThat(webhooks.journal()).isEmpty();

      WebhookInbox next = webhooks.inbox();
      create();
      assertThat(next.await(LinkTokenEvent.Created.class)).isNotNull();
      assertThat(inbox.received()).isEmpty();
    }

    @Test
    void what_is_under_way_at_a_reset_leaves_no_trace() throws InterruptedException {
      CountDownLatch reset = resetDuringDelivery(new ConnectException("closed"));
      reset.countDown();
      webhooks.runUntilIdle();
      assertThat(webhooks.journal()).isEmpty();
      assertThat(control.clock().instant()).isEqualTo(start);
    }

    @Test
    void what_an_old_receiver_throws_after_a_reset_is_not_the_new_ones() throws Exception {
      CountDownLatch reset = resetDuringDelivery(new IllegalStateException("of the old state"));
      control.addSamples();
      WebhookInbox inbox = webhooks.inbox();
      create();
      reset.countDown();
      webhooks.awaitDeliveries();
      assertThat(inbox.received()).hasSize(1);
    }
  }

  @Nested
  class Settling {

    @Test
    void what_a_receiver_throws_comes_out_and_counts_as_500() {
      webhooks.deliverTo(
          request -> {
            throw new AssertionError("this is what I wanted to see");
          },
          SECRET);
      create();
      assertThatIllegalStateException()
          .isThrownBy(webhooks::awaitDeliveries)
          .withMessageContaining("this is what I wanted to see")
          .withCauseInstanceOf(AssertionError.class);
      webhooks.awaitDeliveries();
      assertThat(delivery().attempts()).containsExactly(new Attempt(start, Outcome.RESPONDED, 500));
    }

    @Test
    void an_error_of_the_JVM_is_reported_to_the_thread_too_and_later_events_arrive()
        throws Exception {
      Error error = new OutOfMemoryError("made by this test");
      CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
      webhooks.deliverTo(
          request -> {
            Thread.currentThread().setUncaughtExceptionHandler((at, e) -> uncaught.complete(e));
            throw error;
          },
          SECRET);
      create();
      assertThatIllegalStateException().isThrownBy(webhooks::awaitDeliveries).withCause(error);
      assertThat(uncaught.get(10, TimeUnit.SECONDS)).isSameAs(error);
      WebhookInbox inbox = webhooks.inbox();
      create();
      inbox.await("LINK_TOKEN_CREATED");
    }

    @Test
    void closing_a_hub_does_not_interrupt_a_test_that_sends_to_its_inbox_itself() {
      WebhookReceiver inbox =
          request -> {
            new Thread(hub::close).start();
            // The hub has no webhook any more when it has aborted this attempt.
            while (webhooks.dispatcher().receiver().isPresent()) {
              Thread.onSpinWait();
            }
            return 200;
          };
      webhooks.deliverTo(inbox, SECRET);
      create();
      webhooks.dispatcher().sendNow(inbox);
      assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_failed_assertion_in_a_receiver_is_reported_to_the_waiting_test_alone() {
      AssertionError error = new AssertionError("made by this test");
      AtomicReference<Throwable> uncaught = new AtomicReference<>();
      webhooks.deliverTo(
          request -> {
            Thread.currentThread().setUncaughtExceptionHandler((at, e) -> uncaught.set(e));
            throw error;
          },
          SECRET);
      create();
      assertThatIllegalStateException().isThrownBy(webhooks::awaitDeliveries).withCause(error);
      WebhookInbox inbox = webhooks.inbox();
      create();
      inbox.await("LINK_TOKEN_CREATED");
      assertThat(uncaught).hasNullValue();
    }

    @Test
    void what_a_receiver_throws_without_declaring_it_comes_out_too() {
      webhooks.deliverTo(
          request -> {
            WebhooksTest.<RuntimeException>throwUndeclared(new Exception("checked, in Kotlin"));
            return 200;
          },
          SECRET);
      create();
      assertThatIllegalStateException()
          .isThrownBy(() -> webhooks.awaitDeliveries(Duration.ofSeconds(5)))
          .withMessageContaining("checked, in Kotlin");
      assertThat(delivery().attempts()).containsExactly(new Attempt(start, Outcome.RESPONDED, 500));

      WebhookInbox inbox = webhooks.inbox();
      create();
      assertThat(inbox.await(LinkTokenEvent.Created.class)).isNotNull();
    }

    @Test
    void each_attempt_that_ends_renews_the_patience() throws IOException {
      // A connection is never accepted, so there is no response.
      try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
        Duration longest = Duration.ofMillis(1100);
        webhooks.deliverTo(new HttpWebhookSender(url, longest, HttpClient::newBuilder), SECRET);
        webhooks.only(Set.of("LINK_TOKEN_CREATED"));
        create();
        control.clock().advance(Duration.ofMinutes(33));
        webhooks.awaitDeliveries(Duration.ofSeconds(8));
      }
      assertThat(delivery().attempts())
          .extracting(Attempt::outcome)
          .hasSize(8)
          .containsOnly(Outcome.TIMED_OUT);
    }

    @Test
    void a_receiver_that_causes_events_without_end_is_reported() {
      webhooks.deliverTo(
          request -> {
            create();
            return 200;
          },
          SECRET);
      create();
      assertThatIllegalStateException()
          .isThrownBy(() -> webhooks.awaitDeliveries(Duration.ofMillis(50)))
          .withMessageContaining("not all was sent within PT0.05S");
      webhooks.off();
    }

    @Test
    void a_status_that_is_none_comes_out() {
      webhooks.deliverTo(request -> 100, SECRET);
      create();
      assertThatIllegalStateException()
          .isThrownBy(webhooks::awaitDeliveries)
          .withMessageContaining("responded 100; expected: 200 to 599");
    }

    @Test
    void a_receiver_that_does_not_end_is_reported() throws InterruptedException {
      CountDownLatch end = deliveryUntil(new CountDownLatch(1));
      assertThatIllegalStateException()
          .isThrownBy(() -> webhooks.awaitDeliveries(Duration.ofMillis(1)))
          .withMessageContaining(
              "not all was sent within PT0.001S: [2026-01-31T03:30:00Z LINK_TOKEN")
          .withMessageContaining("PENDING");
      end.countDown();
      webhooks.awaitDeliveries();
    }

    @Test
    void a_receiver_cannot_wait_for_itself() {
      webhooks.deliverTo(
          request -> {
            webhooks.awaitDeliveries();
            return 200;
          },
          SECRET);
      create();
      assertThatIllegalStateException()
          .isThrownBy(webhooks::awaitDeliveries)
          .withMessageContaining("cannot wait for its own end");
    }

    @Test
    void an_interruption_ends_the_waiting() throws InterruptedException {
      CountDownLatch end = new CountDownLatch(1);
      webhooks.deliverTo(
          request -> {
            awaitFor(end);
            return 200;
          },
          SECRET);
      create();
      Thread.currentThread().interrupt();
      assertThatIllegalStateException()
          .isThrownBy(webhooks::awaitDeliveries)
          .withMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
      end.countDown();
    }
  }

  @Nested
  class Many {

    @Test
    void hubs_by_the_dozen_deliver_side_by_side_and_leave_no_thread() {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      List<WebhookInbox> inboxes =
          IntStream.range(0, 50).parallel().mapToObj(seed -> deliver20(seed, threads)).toList();

      assertThat(inboxes).allSatisfy(inbox -> assertThat(inbox.events()).hasSize(20));
      assertThat(threads)
          .hasSizeGreaterThanOrEqualTo(50)
          .allSatisfy(
              thread -> {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
              });
    }

    private static WebhookInbox deliver20(int seed, Set<Thread> threads) {
      InMemoryBankHub one = InMemoryBankHub.builder().seed(seed).build();
      one.control().addSamples();
      WebhookInbox inbox = new WebhookInbox();
      one.control()
          .webhooks()
          .deliverTo(
              request -> {
                threads.add(Thread.currentThread());
                return inbox.receive(request);
              },
              SECRET);
      for (int i = 0; i < 20; i++) {
        one.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
      }
      one.control().webhooks().awaitDeliveries();
      return inbox;
    }

    @Test
    void a_clock_that_is_shared_keeps_no_hub_that_is_forgotten() {
      TestClock shared = TestClock.fixed();
      WeakReference<InMemoryBankHub> forgotten = new WeakReference<>(receivingHub(shared));
      for (int i = 0; i < 100 && forgotten.get() != null; i++) {
        System.gc();
      }
      assertThat(forgotten.get()).isNull();
      shared.advance(Duration.ofHours(1));
      shared.advance(Duration.ofHours(1));
    }

    private static InMemoryBankHub receivingHub(TestClock clock) {
      InMemoryBankHub one = InMemoryBankHub.builder().clock(clock).build();
      one.control().webhooks().inbox();
      return one;
    }

    @Test
    void the_thread_ends_when_nothing_is_left_to_send() throws InterruptedException {
      List<Thread> threads = new ArrayList<>();
      webhooks.deliverTo(
          request -> {
            threads.add(Thread.currentThread());
            return 200;
          },
          SECRET);
      create();
      webhooks.awaitDeliveries();
      assertThat(threads).hasSize(1);
      assertThat(threads.get(0).isDaemon()).isTrue();
      threads.get(0).join(10_000);
      assertThat(threads.get(0).isAlive()).isFalse();
    }
  }

  @Test
  void the_journal_shows_neither_secret_nor_account() {
    webhooks.deliverTo(request -> 200, SECRET);
    control.hostedPage(create().hostedLink()).linkSuccessfully(ACCOUNT);
    webhooks.awaitDeliveries();
    assertThat(names(webhooks.journal())).contains("BANK_ACCOUNT_LINKED");
    assertThat(webhooks.journal() + " " + webhooks)
        .contains("BANK_ACCOUNT_LINKED")
        .contains("RESPONDED 200")
        .doesNotContain(SECRET.reveal())
        .doesNotContain(ACCOUNT.number())
        .doesNotContain(ACCOUNT.holder());
  }

  @Test
  void an_address_is_http_or_https_with_a_host() {
    for (String url : List.of("ftp://localhost/x", "/x", "http:/x", "mailto:a@b")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> webhooks.deliverTo(URI.create(url), SECRET))
          .withMessage("url is %s; expected: http or https, with a host", url);
    }
  }

  @Test
  void a_port_is_1_to_65535() {
    webhooks.deliverTo(URI.create("http://localhost:65535/"), SECRET);
    for (String port : List.of("65536", "0", "99999999999", "8o")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> webhooks.deliverTo(URI.create("http://x:" + port + "/"), SECRET))
          .withMessage("url has the port \"" + port + "\"; expected a port from 1 to 65535");
    }
  }

  @Test
  void a_host_may_have_an_underscore_over_http() {
    webhooks.deliverTo(URI.create("http://my_shop:8080/webhook"), SECRET);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks.deliverTo(URI.create("https://my_shop/w"), SECRET))
        .withMessageStartingWith("url is https://my_shop/w; expected: a host without \"_\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks.deliverTo(URI.create("http://my%20shop/w"), SECRET))
        .withMessageStartingWith("url has the host \"my%20shop\"; expected an IP address, or");
  }

  @Test
  void an_address_with_user_info_is_rejected_and_the_user_info_not_shown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks.deliverTo(URI.create("http://u:hunter2@x/y"), SECRET))
        .withMessage(
            "url is http://x/y with user info before its host; expected: none, as it is not sent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhooks.deliverTo(URI.create("http://u:hunter2@a_b/"), SECRET))
        .withMessage(
            "url is http://a_b/ with user info before its host; expected: none, as it is not sent");
    for (String url : List.of("ftp://u:hunter2@x/", "http:u:hunter2@x")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> webhooks.deliverTo(URI.create(url), SECRET))
          .withMessageContaining("expected: http or https, with a host")
          .withMessageNotContaining("hunter2");
    }
  }

  @Test
  void a_request_names_what_is_null() {
    assertThatNullPointerException()
        .isThrownBy(() -> new WebhookRequest(null, new byte[0]))
        .withMessage("headers");
    assertThatNullPointerException()
        .isThrownBy(() -> new WebhookRequest(Collections.singletonMap("X", null), new byte[0]))
        .withMessage("headers");
    assertThatNullPointerException()
        .isThrownBy(() -> new WebhookRequest(Map.of(), null))
        .withMessage("body");
  }

  @Test
  void an_inbox_says_what_came_instead() {
    WebhookInbox inbox = webhooks.inbox();
    create();
    webhooks.awaitDeliveries();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> inbox.await("BANK_ACCOUNT_LINKED", Duration.ofMillis(1)))
        .withMessageStartingWith(
            "no BANK_ACCOUNT_LINKED arrived within PT0.001S; arrived: [LINK_TOK");
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void throwUndeclared(Exception exception) throws E {
    throw (E) exception;
  }

  /** Resets the hub while a receiver has a webhook. The receiver fails once the latch is open. */
  private CountDownLatch resetDuringDelivery(Exception failure) throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch reset = new CountDownLatch(1);
    webhooks.deliverTo(
        request -> {
          arrived.countDown();
          awaitFor(reset);
          if (failure instanceof IOException io) {
            throw io;
          }
          throw (RuntimeException) failure;
        },
        SECRET);
    create();
    arrived.await();
    control.reset();
    return reset;
  }

  /** Starts a delivery whose receiver does not respond before the end. */
  private CountDownLatch deliveryUntil(CountDownLatch end) throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    webhooks.deliverTo(
        request -> {
          arrived.countDown();
          awaitFor(end);
          return 200;
        },
        SECRET);
    create();
    arrived.await();
    return end;
  }

  private static void awaitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
