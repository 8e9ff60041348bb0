package io.github.bankhub.testkit;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.internal.delivery.WebhookDispatcher;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The webhooks of an offline Bank Hub: their receiver, their faults and their journal. Thread-safe.
 *
 * <p>There is one webhook, as at SePay. The hub sends each event to it, in the order of the events,
 * on a daemon thread that ends when there is nothing to send. The {@code await} of an inbox of this
 * process sends to it on its own thread what is due. After a network failure the hub retries up to
 * 7 times, after 1, 1, 2, 3, 5, 8 and 13 minutes of its clock. Any response ends a delivery. So
 * advancing the clock by 33 minutes plays all attempts, one after the other, without waiting.
 * Source: pages "Webhook events" and "Webhook configuration".
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
public final class Webhooks {

  private final BankHubService service;
  private final WebhookDispatcher dispatcher;

  Webhooks(BankHubService service, WebhookDispatcher dispatcher) {
    this.service = service;
    this.dispatcher = dispatcher;
  }

  /**
   * Sends later events, and those that are not delivered yet, to an address. It replaces the
   * webhook before, and receives all events until {@link #only} limits them. An address of this
   * machine is allowed. The sender does not follow redirects. Connecting may take 5 seconds of real
   * time, a response 8 seconds.
   *
   * @param url the address, http or https, without user info
   * @param secret the secret to send in {@code X-Secret-Key}
   * @throws IllegalArgumentException if the address is not valid; nothing changes then
   */
  public void deliverTo(URI url, WebhookSecret secret) {
    Objects.requireNonNull(url, "url");
    deliverTo(HttpWebhookSender.to(url), secret);
  }

  /**
   * Sends later events, and those that are not delivered yet, to a receiver in this process. It
   * replaces the webhook before, and receives all events until {@link #only} limits them.
   *
   * @param receiver the receiver, which gets one request at a time
   * @param secret the secret to send in {@code X-Secret-Key}
   */
  public void deliverTo(WebhookReceiver receiver, WebhookSecret secret) {
    Objects.requireNonNull(receiver, "receiver");
    Objects.requireNonNull(secret, "secret");
    if (receiver instanceof WebhookInbox inbox) {
      inbox.explainBy(dispatcher, receiver);
    }
    dispatcher.deliverTo(receiver, secret);
  }

  /**
   * Sends later events, and those that are not delivered yet, over HTTP to an inbox, with its
   * secret. An {@code await} of the inbox that fails then says what is pending, and why.
   *
   * @param server the server of the inbox
   */
  public void deliverTo(WebhookInboxServer server) {
    Objects.requireNonNull(server, "server");
    HttpWebhookSender sender = HttpWebhookSender.to(server.url());
    server.inbox().explainBy(dispatcher, sender);
    dispatcher.deliverTo(sender, server.inbox().secret());
  }

  /** {@return a new, empty inbox in this process, which receives later events} */
  public WebhookInbox inbox() {
    WebhookInbox inbox = new WebhookInbox();
    inbox.historySize(service.historySize());
    deliverTo(inbox, inbox.secret());
    return inbox;
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
    dispatcher.allow(EventName.setOf(names));
  }

  /** Sends all later events, as a new webhook does. */
  public void all() {
    dispatcher.allow(MessageKind.WEBHOOK.types());
  }

  /**
   * Stops sending, also the events that are not delivered yet. The journal remains. Closes the
   * connection of the current attempt. Waits for a receiver in this process, at most 15 seconds of
   * real time. It does not wait if the receiver calls it, or if the thread is interrupted.
   */
  public void off() {
    dispatcher.stop();
  }

  void off(Duration timeout) {
    dispatcher.stop(timeout);
  }

  /** Applies a fault to later events. */
  public void inject(DeliveryFault fault) {
    dispatcher.inject(Objects.requireNonNull(fault, "fault"));
  }

  /** {@return the active faults, in the order in which they were injected; a copy} */
  public List<DeliveryFault> faults() {
    return dispatcher.faults();
  }

  /** Ends all faults; those of earlier events remain. */
  public void clearFaults() {
    dispatcher.clearFaults();
  }

  /**
   * {@return the deliveries so far, in the order of their events; a copy} It omits an event that
   * happened without a webhook, or that the webhook does not allow.
   */
  public List<WebhookDelivery> journal() {
    return dispatcher.journal();
  }

  /**
   * Waits as {@link #awaitDeliveries()} does, and checks that the receiver has accepted every event
   * that was to be sent: there is a delivery, and each is {@link WebhookDelivery.State#DELIVERED}.
   *
   * @throws AssertionError if not; names each event that was not accepted with its attempts and the
   *     probable cause, and the address of the receiver without its query
   * @throws IllegalStateException as {@link #awaitDeliveries()} does
   */
  public void assertAllDelivered() {
    dispatcher.assertAllDelivered(this::journal, WebhookDelivery::state);
  }

  /**
   * Sends an event again, now and without a fault, whatever happened to it before.
   *
   * @param xid the event's id
   * @throws IllegalArgumentException if the journal has no such event
   * @throws IllegalStateException if there is no webhook
   */
  public void redeliver(EventXid xid) {
    dispatcher.redeliver(Objects.requireNonNull(xid, "xid").value());
  }

  /**
   * Waits until the hub has sent all events that are due by its clock, and those that the receiver
   * caused meanwhile. It does not wait for retries that are due later: advance the clock, or call
   * {@link #runUntilIdle()}.
   *
   * @throws IllegalStateException if no attempt ends within 30 seconds of real time; if the
   *     receiver causes new events without end; if the receiver threw an exception, which is the
   *     cause; or if the receiver calls this
   */
  public void awaitDeliveries() {
    dispatcher.awaitDeliveries();
  }

  void awaitDeliveries(Duration timeout) {
    dispatcher.awaitDeliveries(timeout);
  }

  /**
   * Advances the clock from one attempt to the next, until every delivery has ended.
   *
   * @throws IllegalStateException if the clock runs by itself; and as {@link #awaitDeliveries()}
   *     does
   */
  public void runUntilIdle() {
    dispatcher.runUntilIdle();
  }

  WebhookDispatcher dispatcher() {
    return dispatcher;
  }

  /** Returns the number of deliveries. */
  @Override
  public String toString() {
    return "Webhooks[" + journal().size() + " deliveries]";
  }
}
