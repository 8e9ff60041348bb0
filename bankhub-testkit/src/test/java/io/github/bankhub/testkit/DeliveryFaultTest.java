package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Attempt;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryFaultTest {

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final Webhooks webhooks = control.webhooks();
  private final WebhookInbox inbox = webhooks.inbox();

  @BeforeEach
  void addSamples() {
    control.addSamples();
  }

  private LinkToken create() {
    return hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
  }

  private List<EventXid> create(int count) {
    for (int i = 0; i < count; i++) {
      create();
    }
    return webhooks.journal().stream().map(WebhookDelivery::xid).toList();
  }

  private List<EventXid> received() {
    webhooks.awaitDeliveries();
    return inbox.events().stream().map(WebhookEvent::xid).toList();
  }

  private WebhookDelivery delivery(int index) {
    return webhooks.journal().get(index);
  }

  @Test
  void a_duplicate_follows_its_event_with_the_same_id() {
    webhooks.inject(DeliveryFault.duplicate());
    List<EventXid> events = create(2);
    assertThat(received()).containsExactly(events.get(0), events.get(0), events.get(1));
    assertThat(delivery(0).state()).isEqualTo(State.DELIVERED);
    assertThat(delivery(0).attempts()).extracting(Attempt::status).containsExactly(200, 200);
    assertThat(delivery(0).fault()).contains(DeliveryFault.Kind.DUPLICATE);
    assertThat(delivery(1).fault()).isEmpty();
  }

  @Test
  void a_duplicate_is_not_tried_again() {
    webhooks.inject(DeliveryFault.duplicate());
    webhooks.deliverTo(
        request -> {
          if (inbox.received().isEmpty()) {
            return inbox.receive(request);
          }
          throw new ConnectException("closed");
        },
        inbox.secret());
    create();
    webhooks.runUntilIdle();
    assertThat(delivery(0).attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.RESPONDED, Outcome.CONNECTION_FAILED);
    assertThat(delivery(0).state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void a_duplicate_follows_the_first_response_even_if_it_is_late() {
    webhooks.inject(DeliveryFault.duplicate());
    inbox.breakConnections();
    create();
    webhooks.awaitDeliveries();
    inbox.respond(200);
    control.clock().advance(Duration.ofMinutes(1));
    assertThat(received()).hasSize(2);
    webhooks.runUntilIdle();
    assertThat(delivery(0).attempts()).hasSize(3);
  }

  @Test
  void swapped_events_come_the_other_way_round() {
    webhooks.inject(DeliveryFault.swap());
    List<EventXid> events = create(3);
    assertThat(received()).containsExactly(events.get(1), events.get(0), events.get(2));
  }

  @Test
  void two_swaps_swap_two_pairs() {
    webhooks.inject(DeliveryFault.swap().times(2));
    List<EventXid> events = create(4);
    assertThat(received())
        .containsExactly(events.get(1), events.get(0), events.get(3), events.get(2));
  }

  @Test
  void a_swapped_event_that_none_follows_comes_after_a_minute() {
    webhooks.inject(DeliveryFault.swap());
    create();
    assertThat(received()).isEmpty();
    control.clock().advance(Duration.ofMinutes(1));
    assertThat(received()).hasSize(1);
    create();
    assertThat(received()).hasSize(2);
  }

  @Test
  void a_swapped_event_comes_at_once_if_the_one_that_follows_is_lost() {
    webhooks.inject(DeliveryFault.swap());
    webhooks.inject(DeliveryFault.loss());
    List<EventXid> events = create(3);
    assertThat(received()).containsExactly(events.get(0), events.get(2));
  }

  @Test
  void a_swapped_event_does_not_wait_for_one_that_is_delayed() {
    webhooks.inject(DeliveryFault.swap());
    webhooks.inject(DeliveryFault.delay(Duration.ofHours(1)));
    List<EventXid> events = create(2);
    control.clock().advance(Duration.ofMinutes(1));
    assertThat(received()).containsExactly(events.get(0));
  }

  @Test
  void a_delayed_event_comes_late_and_the_next_in_time() {
    webhooks.inject(DeliveryFault.delay(Duration.ofMinutes(10)));
    List<EventXid> events = create(2);
    assertThat(received()).containsExactly(events.get(1));
    assertThat(delivery(0).next()).contains(control.clock().instant().plus(Duration.ofMinutes(10)));
    control.clock().advance(Duration.ofMinutes(10));
    assertThat(received()).containsExactly(events.get(1), events.get(0));
  }

  @Test
  void a_lost_event_never_comes_unless_it_is_sent_again() {
    webhooks.inject(DeliveryFault.loss());
    List<EventXid> events = create(2);
    webhooks.runUntilIdle();
    assertThat(received()).doesNotContain(events.get(0));
    assertThat(delivery(0).state()).isEqualTo(State.EXHAUSTED);
    assertThat(delivery(0).attempts())
        .containsExactly(new Attempt(delivery(0).at(), Outcome.LOST, 0));

    webhooks.redeliver(events.get(0));
    assertThat(received()).contains(events.get(0));
    assertThat(delivery(0).fault()).contains(DeliveryFault.Kind.LOSS);
  }

  @Test
  void a_forged_webhook_has_another_secret() {
    webhooks.inject(DeliveryFault.wrongSecret());
    create(2);
    webhooks.awaitDeliveries();
    assertThat(inbox.received().get(0).headers().get("X-Secret-Key"))
        .hasSize(1)
        .doesNotContain(inbox.secret().reveal());
    assertThat(inbox.received().get(1).headers().get("X-Secret-Key"))
        .containsExactly(inbox.secret().reveal());
  }

  @Test
  void a_forged_webhook_is_true_when_it_is_sent_again_and_the_journal_knows_it_was_forged() {
    webhooks.inject(DeliveryFault.wrongSecret());
    create();
    webhooks.awaitDeliveries();
    webhooks.redeliver(delivery(0).xid());
    webhooks.awaitDeliveries();
    assertThat(inbox.received().get(1).headers().get("X-Secret-Key"))
        .containsExactly(inbox.secret().reveal());
    assertThat(delivery(0).fault()).contains(DeliveryFault.Kind.WRONG_SECRET);
  }

  @Test
  void a_forged_webhook_has_no_secret() {
    webhooks.inject(DeliveryFault.noSecret());
    create();
    webhooks.awaitDeliveries();
    assertThat(inbox.received().get(0).headers()).doesNotContainKey("X-Secret-Key");
  }

  @Test
  void a_forged_webhook_names_a_link_token_that_there_is_not() {
    webhooks.inject(DeliveryFault.otherLinkToken());
    LinkToken token = create();
    webhooks.awaitDeliveries();
    assertThat(inbox.events().get(0).linkTokenXid())
        .isPresent()
        .hasValueSatisfying(xid -> assertThat(xid).isNotEqualTo(token.xid()));
    assertThat(inbox.received().get(0).headers().get("X-Secret-Key"))
        .containsExactly(inbox.secret().reveal());
    assertThat(delivery(0).body()).isNotEqualTo(inbox.received().get(0).body());
  }

  @Test
  void it_can_be_limited_to_some_events() {
    webhooks.inject(
        DeliveryFault.loss().always().on("LINK_SESSION_STATE_CHANGED", "LINK_TOKEN_CREATED"));
    control.hostedPage(create().hostedLink()).linkSuccessfully(SandboxAccount.all().get(1));
    webhooks.awaitDeliveries();
    assertThat(inbox.events())
        .extracting(WebhookEvent::name)
        .containsExactly(
            "LINK_SESSION_INITIALIZED", "BANK_ACCOUNT_LINKED", "LINK_SESSION_COMPLETED");
  }

  @Test
  void the_first_that_matches_applies() {
    webhooks.inject(DeliveryFault.loss().on("BANK_ACCOUNT_LINKED"));
    webhooks.inject(DeliveryFault.duplicate());
    webhooks.inject(DeliveryFault.loss());
    create(3);
    List<String> kinds = new ArrayList<>();
    webhooks.journal().forEach(delivery -> kinds.add(String.valueOf(delivery.fault())));
    assertThat(kinds).containsExactly("Optional[DUPLICATE]", "Optional[LOSS]", "Optional.empty");
  }

  @Test
  void cleared_faults_apply_no_more() {
    webhooks.inject(DeliveryFault.loss().always());
    create();
    webhooks.clearFaults();
    create();
    assertThat(received()).hasSize(1);
  }

  @Test
  void invalid_values_are_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryFault.loss().times(0))
        .withMessage("times is 0; expected: 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryFault.delay(Duration.ofSeconds(-1)))
        .withMessage("delay is PT-1S; expected: zero or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeliveryFault.loss().on("LINKED"))
        .withMessageStartingWith("event is LINKED; expected one of [LINK_TOKEN_CREATED");
  }

  @Test
  void what_is_null_is_named() {
    assertThatNullPointerException()
        .isThrownBy(() -> DeliveryFault.delay(null))
        .withMessage("time");
    assertThatNullPointerException()
        .isThrownBy(() -> DeliveryFault.loss().on(null))
        .withMessage("first");
    assertThatNullPointerException()
        .isThrownBy(() -> DeliveryFault.loss().on("LINK_TOKEN_CREATED", (String) null))
        .withMessage("others");
  }

  @Test
  void it_is_printed_with_frequency_and_events() {
    assertThat(DeliveryFault.loss().times(2).on("BANK_ACCOUNT_INACTIVED"))
        .hasToString("LOSS times 2 on [BANK_ACCOUNT_INACTIVATED]");
    assertThat(DeliveryFault.duplicate().always().toString()).startsWith("DUPLICATE always on [");
  }
}
