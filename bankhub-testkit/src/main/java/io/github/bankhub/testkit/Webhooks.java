package io.github.bankhub.testkit;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.delivery.MessageDispatcher;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The webhooks of an offline Bank Hub: their receiver, their faults and their journal. Thread-safe.
 *
 * <p>There is one webhook, as at SePay. A new one receives all events until {@link #only} limits
 * them. The hub sends each event to it, in the order of the events, on a daemon thread that ends
 * when there is nothing to send. The {@code await} of an inbox in this process sends what is due,
 * on the thread of its caller. After a network failure the hub retries up to 7 times, after 1, 1,
 * 2, 3, 5, 8 and 13 minutes of its clock. Any response ends a delivery. So advancing the clock by
 * 33 minutes plays all attempts, one after the other, without waiting. Source: pages "Webhook
 * events" and "Webhook configuration".
 *
 * <p>The hub sends an event some milliseconds after it happened. So the call that caused it has
 * usually returned when the event arrives; this is not guaranteed, as SePay does not guarantee it.
 * The receiver may call the hub. A null argument is rejected with a {@link NullPointerException}
 * that names it.
 *
 * <pre>{@code
 * WebhookInbox inbox = control.webhooks().inbox();
 * LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
 * LinkTokenEvent.Created created = inbox.await(LinkTokenEvent.Created.class);
 * }</pre>
 */
public final class Webhooks extends DeliveryControl<EventXid, WebhookSecret, WebhookDelivery> {

  Webhooks(BankHubService service, MessageDispatcher dispatcher) {
    super(service, dispatcher);
  }

  @Override
  WebhookSecret secretOf(WebhookInbox inbox) {
    return inbox.secret();
  }

  @Override
  String text(EventXid id) {
    return id.value();
  }

  @Override
  WebhookDelivery.State stateOf(WebhookDelivery delivery) {
    return delivery.state();
  }

  /**
   * {@return the deliveries so far, in the order of their events; a copy} It omits an event that
   * happened without a webhook, or that the webhook does not allow.
   */
  @Override
  public List<WebhookDelivery> journal() {
    return dispatcher().journal();
  }

  /**
   * Sends only some of the later events, as {@code allow_events} does, until this webhook is
   * replaced.
   *
   * @param names such as {@code BANK_ACCOUNT_LINKED}; an empty set for no event
   * @throws IllegalArgumentException if there is no such event; lists the events
   */
  public void only(Set<String> names) {
    Objects.requireNonNull(names, "names");
    dispatcher().allow(EventName.setOf(names));
  }

  /** Sends all later events, as a new webhook does. */
  public void all() {
    dispatcher().allow(MessageKind.WEBHOOK.types());
  }
}
