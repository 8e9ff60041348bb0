package io.github.bankhub.testkit;

import static java.util.stream.Collectors.joining;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.internal.delivery.MessageDispatcher;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What {@link Webhooks} and {@link Ipns} have in common. A message is a webhook or an IPN.
 *
 * @param <I> the id of a message
 * @param <S> what authenticates a message
 * @param <D> the delivery of a message
 */
abstract sealed class DeliveryControl<I, S extends Secret, D> permits Webhooks, Ipns {

  private final BankHubService service;
  private final MessageDispatcher dispatcher;

  DeliveryControl(BankHubService service, MessageDispatcher dispatcher) {
    this.service = service;
    this.dispatcher = dispatcher;
  }

  abstract S secretOf(WebhookInbox inbox);

  abstract String text(I id);

  abstract WebhookDelivery.State stateOf(D delivery);

  /**
   * Sends later messages, and those that are not delivered yet, to an address. It replaces the
   * receiver before. An address of this machine is allowed. The sender does not follow redirects.
   * Connecting may take 5 seconds of real time, a response 8 seconds.
   *
   * @param url the address, http or https, without user info
   * @param secret the secret to send, in {@code X-Secret-Key} with a webhook, and in {@code
   *     Authorization: Apikey} with an IPN
   * @throws IllegalArgumentException if the address is not valid; nothing changes then
   */
  public void deliverTo(URI url, S secret) {
    Objects.requireNonNull(url, "url");
    deliverTo(HttpWebhookSender.to(url), secret);
  }

  /**
   * Sends later messages, and those that are not delivered yet, to a receiver in this process. It
   * replaces the receiver before.
   *
   * @param receiver the receiver, which gets one request at a time
   * @param secret the secret to send, as to an address
   */
  public void deliverTo(WebhookReceiver receiver, S secret) {
    Objects.requireNonNull(receiver, "receiver");
    Objects.requireNonNull(secret, "secret");
    if (receiver instanceof WebhookInbox inbox) {
      inbox.explainBy(dispatcher, receiver);
    }
    dispatcher.deliverTo(receiver, secret);
  }

  /**
   * Sends later messages, and those that are not delivered yet, over HTTP to an inbox, with its
   * secret. An {@code await} of the inbox that fails then says what is pending, and why.
   *
   * @param server the server of the inbox
   */
  public void deliverTo(WebhookInboxServer server) {
    Objects.requireNonNull(server, "server");
    HttpWebhookSender sender = HttpWebhookSender.to(server.url());
    server.inbox().explainBy(dispatcher, sender);
    dispatcher.deliverTo(sender, secretOf(server.inbox()));
  }

  /** {@return a new, empty inbox in this process, which receives later messages} */
  public WebhookInbox inbox() {
    WebhookInbox inbox = new WebhookInbox();
    inbox.historySize(service.historySize());
    deliverTo(inbox, secretOf(inbox));
    return inbox;
  }

  /**
   * Stops sending, also the messages that are not delivered yet. The journal remains. Closes the
   * connection of the current attempt. Waits for a receiver in this process, at most 15 seconds of
   * real time. It does not wait if the receiver calls it, or if the thread is interrupted.
   */
  public void off() {
    dispatcher.stop();
  }

  void off(Duration timeout) {
    dispatcher.stop(timeout);
  }

  /**
   * Applies a fault to later messages.
   *
   * @throws IllegalArgumentException if the messages are IPNs, and the fault is limited to some
   *     events or is {@link DeliveryFault#otherLinkToken()}
   */
  public void inject(DeliveryFault fault) {
    dispatcher.inject(Objects.requireNonNull(fault, "fault"));
  }

  /** {@return the active faults, in the order in which they were injected; a copy} */
  public List<DeliveryFault> faults() {
    return dispatcher.faults();
  }

  /** Removes all faults. A fault that already applies to an earlier message stays. */
  public void clearFaults() {
    dispatcher.clearFaults();
  }

  /**
   * {@return the deliveries so far, in the order of their messages; a copy} It omits a message that
   * was not to be sent, because there was no receiver or a condition was not met.
   */
  public abstract List<D> journal();

  /**
   * Waits as {@link #awaitDeliveries()} does, and checks that the receiver has accepted every
   * message that was to be sent: there is a delivery, and each is {@link
   * WebhookDelivery.State#DELIVERED}.
   *
   * @throws AssertionError if not; names each message that was not accepted with its attempts and
   *     the probable cause, and the address of the receiver without its query
   * @throws IllegalStateException as {@link #awaitDeliveries()} does
   */
  public void assertAllDelivered() {
    awaitDeliveries();
    List<D> all = journal();
    String messages = dispatcher.kind().plural();
    if (all.isEmpty()) {
      String reasons =
          dispatcher.unsent().values().stream()
              .map(UnsentReason::text)
              .distinct()
              .collect(joining("; "));
      throw new AssertionError(
          "no %s were to be sent to %s%s"
              .formatted(messages, address(), reasons.isEmpty() ? "" : ": " + reasons));
    }
    List<D> failed =
        all.stream().filter(one -> stateOf(one) != WebhookDelivery.State.DELIVERED).toList();
    if (!failed.isEmpty()) {
      throw new AssertionError(
          "%d of %d %s were not delivered to %s:%s"
              .formatted(
                  failed.size(),
                  all.size(),
                  messages,
                  address(),
                  failed.stream().map(one -> "\n" + one).collect(joining())));
    }
  }

  private String address() {
    return dispatcher
        .receiver()
        .map(it -> it instanceof HttpWebhookSender http ? withoutQuery(http.url()) : "the receiver")
        .orElse("any receiver, because " + dispatcher.kind().plural() + " are off");
  }

  private static String withoutQuery(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
  }

  /**
   * Sends a message again, now and without a fault, whatever happened to it before.
   *
   * @param id the id of the event or of the transaction
   * @throws IllegalArgumentException if the journal has no such message
   * @throws IllegalStateException if there is no receiver
   */
  public void redeliver(I id) {
    dispatcher.redeliver(text(Objects.requireNonNull(id, "id")));
  }

  /**
   * Waits until the hub has sent all messages that are due by its clock, and those that the
   * receiver caused meanwhile. It does not wait for retries that are due later: advance the clock,
   * or call {@link #runUntilIdle()}.
   *
   * @throws IllegalStateException if no attempt ends within 30 seconds of real time; if the
   *     receiver causes new messages without end; if the receiver threw an exception, which is the
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

  MessageDispatcher dispatcher() {
    return dispatcher;
  }

  /** Returns the number of deliveries. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + journal().size() + " deliveries]";
  }
}
