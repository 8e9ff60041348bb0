package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class DiagnosisTest {

  private static final WebhookSecret SECRET = new WebhookSecret("s3cr3t-of-this-test");
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final Webhooks webhooks = control.webhooks();

  @BeforeEach
  void addSamples() {
    control.addSamples();
  }

  private void create() {
    hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
  }

  @Nested
  class An_await_that_fails {

    @Test
    void says_that_no_webhook_was_set_when_it_happened() {
      create();
      WebhookInbox inbox = webhooks.inbox();
      assertThat(failure(() -> inbox.await("LINK_TOKEN_CREATED", SHORT)))
          .isEqualTo(
              "no LINK_TOKEN_CREATED arrived within PT0.2S; arrived: []\n"
                  + "- LINK_TOKEN_CREATED of 2026-01-31T03:30:00Z was not sent:"
                  + " no webhook was set when it happened");
    }

    @Test
    void says_until_when_a_webhook_is_held_back_and_that_the_clock_is_fixed() {
      WebhookInbox inbox = webhooks.inbox();
      webhooks.inject(DeliveryFault.delay(Duration.ofSeconds(1)));
      create();
      assertQuick(
          () ->
              assertThat(failure(() -> inbox.await(LinkTokenEvent.Created.class, LONG)))
                  .isEqualTo(
                      "no Created arrived, and it is held back; arrived: []\n"
                          + "- LINK_TOKEN_CREATED is pending, held back until"
                          + " 2026-01-31T03:30:01Z; the clock is fixed at 2026-01-31T03:30:00Z"));
    }

    @Test
    void says_why_an_attempt_failed_and_when_the_next_one_is() throws IOException {
      WebhookInboxServer server = WebhookInboxServer.start();
      webhooks.deliverTo(server);
      try (Socket refusing = ReservedPort.of(server)) {
        create();
        webhooks.awaitDeliveries();
        assertQuick(
            () ->
                assertThat(failure(() -> server.inbox().await("LINK_TOKEN_CREATED", LONG)))
                    .contains(
                        "\n- LINK_TOKEN_CREATED is pending, because the connection was refused,"
                            + " held back until 2026-01-31T03:31:00Z; the clock is fixed at"));
        assertThat(refusing.isBound()).isTrue();
      }
    }

    @Test
    void fails_immediately_if_the_webhook_does_not_allow_the_event() {
      WebhookInbox inbox = webhooks.inbox();
      webhooks.only(Set.of("BANK_ACCOUNT_LINKED"));
      create();
      assertQuick(
          () ->
              assertThat(failure(() -> inbox.await("LINK_TOKEN_CREATED", LONG)))
                  .isEqualTo(
                      "no LINK_TOKEN_CREATED arrived, and none can arrive; arrived: []\n"
                          + "- the webhook sends only [BANK_ACCOUNT_LINKED]\n"
                          + "- LINK_TOKEN_CREATED of 2026-01-31T03:30:00Z was not sent:"
                          + " the webhook does not allow it"));
    }

    @Test
    void fails_immediately_if_the_inbox_is_no_longer_the_webhook() {
      WebhookInbox first = webhooks.inbox();
      WebhookInbox second = webhooks.inbox();
      assertQuick(
          () ->
              assertThat(failure(() -> first.await(BankAccountEvent.Linked.class, LONG)))
                  .endsWith("\n- another webhook has replaced this inbox"));
      webhooks.off();
      assertQuick(
          () ->
              assertThat(failure(() -> second.await("BANK_ACCOUNT_LINKED", LONG)))
                  .endsWith("\n- webhooks are switched off"));
      WebhookInbox third = webhooks.inbox();
      hub.close();
      assertQuick(
          () ->
              assertThat(failure(() -> third.await("BANK_ACCOUNT_LINKED", LONG)))
                  .endsWith("\n- the hub is closed"));
    }

    @Test
    void waits_while_one_of_several_hubs_still_sends_to_the_inbox() {
      WebhookInbox inbox = webhooks.inbox();
      Webhooks others = InMemoryBankHub.create().control().webhooks();
      others.deliverTo(inbox, inbox.secret());
      others.off();
      assertThat(failure(() -> inbox.await("LINK_TOKEN_CREATED", SHORT)))
          .isEqualTo(
              "no LINK_TOKEN_CREATED arrived within PT0.2S; arrived: []\n"
                  + "- webhooks are switched off");
      create();
      assertThat(inbox.await("LINK_TOKEN_CREATED")).isNotNull();
    }

    @Test
    void fails_immediately_if_no_hub_sends_to_the_inbox_any_more() {
      WebhookInbox inbox = webhooks.inbox();
      InMemoryBankHub other = InMemoryBankHub.create();
      other.control().webhooks().deliverTo(inbox, inbox.secret());
      webhooks.off();
      other.close();
      assertQuick(
          () ->
              assertThat(failure(() -> inbox.await("LINK_TOKEN_CREATED", LONG)))
                  .endsWith("\n- webhooks are switched off\n- the hub is closed"));
    }

    @Test
    void says_that_a_delivery_fault_lost_it() {
      WebhookInbox inbox = webhooks.inbox();
      webhooks.inject(DeliveryFault.loss());
      create();
      assertThat(failure(() -> inbox.await("LINK_TOKEN_CREATED", SHORT)))
          .endsWith("\n- LINK_TOKEN_CREATED was lost by a delivery fault");
    }

    @Test
    void waits_as_long_as_the_hub_sends_what_is_awaited_or_what_is_before_it() {
      Thread waiting = Thread.currentThread();
      WebhookInbox inbox = new WebhookInbox();
      deliverTo(
          inbox,
          request -> {
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
              Thread.onSpinWait();
            }
            return inbox.receive(request);
          });
      LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
      control.hostedPage(token.hostedLink()).open();
      assertThat(inbox.await("LINK_SESSION_INITIALIZED", Duration.ZERO)).isNotNull();
      create();
      assertThat(inbox.await("LINK_TOKEN_CREATED", Duration.ZERO)).isNotNull();
      assertThat(inbox.await("LINK_TOKEN_CREATED", Duration.ZERO)).isNotNull();
    }

    @Test
    void says_which_webhook_is_being_sent() throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch failed = new CountDownLatch(1);
      WebhookInbox inbox = new WebhookInbox();
      deliverTo(
          inbox,
          request -> {
            begun.countDown();
            awaitFor(failed);
            return inbox.receive(request);
          });
      create();
      begun.await();
      assertThat(failure(() -> inbox.await("BANK_ACCOUNT_LINKED", Duration.ZERO)))
          .isEqualTo(
              "no BANK_ACCOUNT_LINKED arrived within PT0S; arrived: []\n"
                  + "- LINK_TOKEN_CREATED is pending, and is being sent");
      failed.countDown();
    }

    /** As an inbox over HTTP is connected. */
    private void deliverTo(WebhookInbox inbox, WebhookReceiver sender) {
      inbox.explainBy(webhooks.dispatcher(), sender);
      webhooks.deliverTo(sender, inbox.secret());
    }

    private static void awaitFor(CountDownLatch latch) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private static void assertQuick(Runnable check) {
      long start = System.nanoTime();
      check.run();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static String failure(ThrowingCallable await) {
      return catchThrowableOfType(AssertionError.class, await).getMessage();
    }
  }

  @Nested
  class A_delivery_that_fails {

    @Test
    void names_an_unknown_host() {
      webhooks.deliverTo(URI.create("http://no-such-host.invalid/webhook"), SECRET);
      assertThat(problem()).isEqualTo("the host is unknown");
    }

    @Test
    void names_a_refused_connection() throws IOException {
      WebhookInboxServer server = WebhookInboxServer.start();
      webhooks.deliverTo(server);
      try (Socket refusing = ReservedPort.of(server)) {
        assertThat(problem()).isEqualTo("the connection was refused");
        assertThat(refusing.isBound()).isTrue();
      }
    }

    @Test
    void names_a_response_that_is_not_HTTP() throws IOException {
      assertThat(problemOf("hello\n")).isEqualTo("the response is not HTTP");
    }

    @Test
    void names_a_connection_that_is_closed_without_a_response() throws IOException {
      assertThat(problemOf("")).isEqualTo("the connection was closed without a response");
    }

    @Test
    void names_a_receiver_without_TLS() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        respondTo(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        webhooks.deliverTo(URI.create("https://127.0.0.1:" + socket.getLocalPort()), SECRET);
        assertThat(problem()).isEqualTo("the receiver does not use TLS; use http in the URL");
      }
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            401 | compare its secret with that of the webhook, which is in the header X-Secret-Key
            404 | check the URL of the webhook
            405 | does not accept POST
            415 | JSON with Content-Type: application/json
            302 | redirects of a receiver are not followed
            500 | see its log
            """)
    void names_what_is_wrong_with_a_response(int status, String problem) {
      webhooks.inbox().respond(status);
      assertThat(problem()).contains(problem);
    }

    @Test
    void names_a_receiver_that_accepts_a_wrong_secret_or_none() {
      webhooks.inbox();
      webhooks.inject(DeliveryFault.wrongSecret());
      webhooks.inject(DeliveryFault.noSecret());
      create();
      create();
      webhooks.awaitDeliveries();
      assertThat(webhooks.journal())
          .extracting(delivery -> delivery.problem().orElseThrow())
          .containsExactly(
              "the receiver accepted a webhook with a wrong secret; it must check the header"
                  + " X-Secret-Key",
              "the receiver accepted a webhook without a secret; it must check the header"
                  + " X-Secret-Key");
    }

    @Test
    void shows_the_headers_without_the_secret() {
      webhooks.deliverTo(request -> 401, SECRET);
      create();
      webhooks.awaitDeliveries();
      WebhookDelivery delivery = webhooks.journal().get(0);
      assertThat(delivery.headers())
          .containsEntry("X-Secret-Key", "***")
          .containsEntry("Content-Type", "application/json");
      assertThat(delivery + " " + delivery.headers()).doesNotContain(SECRET.reveal());
    }

    @Test
    void has_no_problem_if_it_is_accepted_or_a_wrong_secret_is_rejected() {
      WebhookInbox inbox = webhooks.inbox();
      create();
      webhooks.awaitDeliveries();
      inbox.respond(401);
      webhooks.inject(DeliveryFault.wrongSecret());
      create();
      webhooks.awaitDeliveries();
      assertThat(webhooks.journal())
          .extracting(WebhookDelivery::problem)
          .allMatch(o -> o.isEmpty());
    }

    private String problemOf(String response) throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        respondTo(socket, response);
        webhooks.deliverTo(URI.create("http://127.0.0.1:" + socket.getLocalPort()), SECRET);
        return problem();
      }
    }

    private static void respondTo(ServerSocket socket, String response) {
      Thread responder =
          new Thread(
              () -> {
                try (Socket client = socket.accept()) {
                  client.getInputStream().read(new byte[10_000]);
                  client.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                  client.shutdownOutput();
                  client.setSoTimeout(10_000);
                  client.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // The test notices it.
                }
              });
      responder.setDaemon(true);
      responder.start();
    }

    private String problem() {
      create();
      webhooks.awaitDeliveries();
      List<WebhookDelivery> journal = webhooks.journal();
      return journal.get(0).problem().orElseThrow();
    }
  }
}
