package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.internal.http.RawClient;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Attempt;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookInboxServerTest {

  private final WebhookInboxServer server = WebhookInboxServer.start();
  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Webhooks webhooks = hub.control().webhooks();

  @BeforeEach
  void deliver() {
    hub.control().addSamples();
    webhooks.deliverTo(server.url(), server.inbox().secret());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private WebhookDelivery delivered() {
    hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    webhooks.awaitDeliveries();
    return webhooks.journal().get(0);
  }

  @Test
  void a_webhook_arrives_as_it_was_sent() {
    WebhookDelivery delivery = delivered();
    assertThat(server.inbox().await(LinkTokenEvent.Created.class).xid()).isEqualTo(delivery.xid());
    assertThat(server.inbox().received())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.body()).isEqualTo(delivery.body());
              assertThat(request.headers())
                  .containsEntry("X-Secret-Key", List.of(server.inbox().secret().reveal()))
                  .containsEntry("Content-Type", List.of("application/json"));
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 401, 500})
  void the_inbox_sets_the_status_of_the_response(int status) {
    server.inbox().respond(status);
    assertThat(delivered().attempts()).extracting(Attempt::status).containsExactly(status);
  }

  @Test
  void all_is_delivered_if_the_receiver_accepts_every_event() {
    delivered();
    webhooks.assertAllDelivered();
  }

  @Test
  void an_event_that_is_not_accepted_is_named_with_address_status_and_cause() {
    webhooks.deliverTo(URI.create(server.url() + "?token=hush"), server.inbox().secret());
    delivered();
    server.inbox().respond(404);
    delivered();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(webhooks::assertAllDelivered)
        .withMessageStartingWith("1 of 2 webhooks were not delivered to " + server.url() + ":\n")
        .withMessageContaining("LINK_TOKEN_CREATED")
        .withMessageContaining("REJECTED")
        .withMessageContaining("RESPONDED 404")
        .withMessageContaining("the receiver has no such path")
        .withMessageNotContaining("hush");
  }

  @Test
  void an_event_that_waits_for_a_retry_is_not_delivered() {
    server.inbox().breakConnections();
    delivered();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(webhooks::assertAllDelivered)
        .withMessageContaining("PENDING");
    webhooks.off();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(webhooks::assertAllDelivered)
        .withMessageContaining("to any receiver, because webhooks are off");
  }

  @Test
  void nothing_is_delivered_if_no_event_was_to_be_sent() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(InMemoryBankHub.create().control().webhooks()::assertAllDelivered)
        .withMessageStartingWith("no webhooks were to be sent");
    webhooks.deliverTo(new WebhookInbox(), server.inbox().secret());
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(webhooks::assertAllDelivered)
        .withMessageEndingWith("to the receiver");
  }

  @Test
  void a_broken_connection_is_retried() {
    server.inbox().breakConnections();
    assertThat(delivered().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.CONNECTION_FAILED);
    assertThat(server.inbox().received()).isEmpty();

    server.inbox().respond(200);
    hub.control().clock().advance(Duration.ofMinutes(1));
    webhooks.awaitDeliveries();
    assertThat(webhooks.journal().get(0).state()).isEqualTo(State.DELIVERED);
  }

  /** Takes the 8 seconds that SePay waits for a response. */
  @Test
  void a_missing_response_times_out_after_8_seconds() {
    server.inbox().stall();
    WebhookDelivery delivery = delivered();
    assertThat(delivery.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.TIMED_OUT);
    assertThat(delivery.problem())
        .contains("there was no complete response within 8 seconds of real time");
    assertThat(server.inbox().received()).hasSize(1);
  }

  @Test
  void a_closed_server_accepts_no_connection() throws IOException {
    try (Socket refusing = ReservedPort.of(server)) {
      webhooks.runUntilIdle();
      WebhookDelivery delivery = delivered();
      assertThat(delivery.state()).isEqualTo(State.PENDING);
      webhooks.runUntilIdle();
      assertThat(webhooks.journal().get(0).attempts())
          .hasSize(8)
          .extracting(Attempt::outcome)
          .containsOnly(Outcome.CONNECTION_FAILED);
      assertThat(refusing.isBound()).isTrue();
    }
  }

  @Test
  void only_POST_is_accepted() throws IOException {
    try (RawClient client = new RawClient(server.url().getPort())) {
      assertThat(client.send(RawClient.GET).response())
          .startsWith("HTTP/1.1 405 ")
          .contains("\r\nAllow: POST\r\n");
    }
    assertThat(server.inbox().received()).isEmpty();
  }

  @Test
  void other_requests_are_stored_too() throws IOException {
    try (RawClient client = new RawClient(server.url().getPort())) {
      assertThat(
              client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nnull").response())
          .startsWith("HTTP/1.1 200 ")
          .endsWith("{\"success\":true}");
    }
    assertThat(server.inbox().received()).hasSize(1);
    assertThat(server.inbox().events()).isEmpty();
  }
}
