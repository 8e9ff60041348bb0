package io.github.bankhub.testkit;

import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.internal.delivery.WebhookDispatcher;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.IpnDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The IPNs of an offline Bank Hub: their receiver, their faults and their journal. Thread-safe.
 *
 * <p>There is one receiver, as at SePay, whose employees set it by hand. The hub sends an IPN for
 * each transaction that a client simulates or a test adds, if SePay would:
 *
 * <ul>
 *   <li>The company has the status {@code Active}.
 *   <li>Its {@code transaction_amount} is positive or {@code Unlimited}. A company that a client
 *       creates has 0, which is assumed; one that {@link Control#addCompany} adds has {@code
 *       Unlimited}.
 *   <li>The content contains a keyword of the merchant, if the merchant has keywords.
 *   <li>A debit is of MBBank, ACB, VietinBank or TPBank. SePay gets no debits from other banks.
 * </ul>
 *
 * {@link #whyNotDelivered} names the condition that was not met. Order, thread, retries and limits
 * are those of {@link Webhooks}. An IPN with a response of status 2xx counts as delivered: the
 * transaction then has {@code webhook_success} 1. The body of the response is not checked. Source:
 * pages "IPN", "Merchant configuration" and "Overview". A null argument is rejected with a {@link
 * NullPointerException} that names it.
 *
 * <pre>{@code
 * WebhookInbox inbox = control.ipns().inbox();
 * hub.transactions().create(SimulatedTransaction.credit(account, new BigDecimal(150_000), "DH1"));
 * BalanceNotification credit = inbox.awaitIpn();
 * }</pre>
 */
public final class Ipns {

  private final BankHubService service;
  private final WebhookDispatcher dispatcher;

  Ipns(BankHubService service, WebhookDispatcher dispatcher) {
    this.service = service;
    this.dispatcher = dispatcher;
  }

  /**
   * Sends later IPNs, and those that are not delivered yet, to an address. It replaces the receiver
   * before. Rules and limits are those of {@link Webhooks#deliverTo(URI,
   * io.github.bankhub.domain.event.WebhookSecret)}.
   *
   * @param url the address, http or https, without user info
   * @param key the key to send in {@code Authorization: Apikey}
   * @throws IllegalArgumentException if the address is not valid; nothing changes then
   */
  public void deliverTo(URI url, IpnApiKey key) {
    Objects.requireNonNull(url, "url");
    deliverTo(HttpWebhookSender.to(url), key);
  }

  /**
   * Sends later IPNs, and those that are not delivered yet, to a receiver in this process. It
   * replaces the receiver before.
   *
   * @param receiver the receiver, which gets one request at a time
   * @param key the key to send in {@code Authorization: Apikey}
   */
  public void deliverTo(WebhookReceiver receiver, IpnApiKey key) {
    Objects.requireNonNull(receiver, "receiver");
    Objects.requireNonNull(key, "key");
    if (receiver instanceof WebhookInbox inbox) {
      inbox.explainBy(dispatcher, receiver);
    }
    dispatcher.deliverTo(receiver, key);
  }

  /**
   * Sends later IPNs, and those that are not delivered yet, over HTTP to an inbox, with its key.
   *
   * @param server the server of the inbox
   */
  public void deliverTo(WebhookInboxServer server) {
    Objects.requireNonNull(server, "server");
    HttpWebhookSender sender = HttpWebhookSender.to(server.url());
    server.inbox().explainBy(dispatcher, sender);
    dispatcher.deliverTo(sender, server.inbox().apiKey());
  }

  /** {@return a new, empty inbox in this process, which receives later IPNs} */
  public WebhookInbox inbox() {
    WebhookInbox inbox = new WebhookInbox();
    inbox.historySize(service.historySize());
    deliverTo(inbox, inbox.apiKey());
    return inbox;
  }

  /** Stops sending, as {@link Webhooks#off()} does. */
  public void off() {
    dispatcher.stop();
  }

  /**
   * Applies a fault to later IPNs.
   *
   * @throws IllegalArgumentException if it is limited to some events, or is {@link
   *     DeliveryFault#otherLinkToken()}
   */
  public void inject(DeliveryFault fault) {
    dispatcher.inject(Objects.requireNonNull(fault, "fault"));
  }

  /** {@return the active faults, in the order in which they were injected; a copy} */
  public List<DeliveryFault> faults() {
    return dispatcher.faults();
  }

  /** Ends all faults; those of earlier transactions remain. */
  public void clearFaults() {
    dispatcher.clearFaults();
  }

  /**
   * {@return the deliveries so far, in the order of their transactions; a copy} It omits a
   * transaction for which no IPN was to be sent: see {@link #unsent()}.
   */
  public List<IpnDelivery> journal() {
    return dispatcher.ipnJournal();
  }

  /**
   * Waits as {@link #awaitDeliveries()} does, and checks that the receiver has accepted every IPN
   * that was to be sent: there is a delivery, and each is {@link WebhookDelivery.State#DELIVERED}.
   *
   * @throws AssertionError if not; names each IPN that was not accepted with its attempts and the
   *     probable cause, and the address of the receiver without its query
   * @throws IllegalStateException as {@link #awaitDeliveries()} does
   */
  public void assertAllDelivered() {
    dispatcher.assertAllDelivered(this::journal, IpnDelivery::state);
  }

  /**
   * {@return the transactions for which no IPN was to be sent, in their order, each with the reason
   * in words; a copy} It stores the newest ones: see {@link Control#historySize}.
   */
  public Map<TransactionId, String> unsent() {
    Map<TransactionId, String> reasons = new LinkedHashMap<>();
    dispatcher.unsent().forEach((id, reason) -> reasons.put(new TransactionId(id), reason.text()));
    return reasons;
  }

  /**
   * {@return why no receiver has accepted the IPN of a transaction, in words: the condition that
   * was not met, or what the last attempt met; empty if one has accepted it, or if no attempt has
   * ended}
   *
   * @param id the id of the transaction
   * @throws IllegalArgumentException if the hub has no such transaction, or has dropped its IPN
   */
  public Optional<String> whyNotDelivered(TransactionId id) {
    Objects.requireNonNull(id, "id");
    String unsent = unsent().get(id);
    if (unsent != null) {
      return Optional.of(unsent);
    }
    return journal().stream()
        .filter(delivery -> delivery.transactionId().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no IPN of transaction " + id + " is known"))
        .problem();
  }

  /**
   * Sends an IPN again, now and without a fault, whatever happened to it before.
   *
   * @param id the id of the transaction
   * @throws IllegalArgumentException if the journal has no IPN of such a transaction
   * @throws IllegalStateException if there is no receiver
   */
  public void redeliver(TransactionId id) {
    dispatcher.redeliver(Objects.requireNonNull(id, "id").value());
  }

  /**
   * Waits until the hub has sent all IPNs that are due by its clock, as {@link
   * Webhooks#awaitDeliveries()} does.
   *
   * @throws IllegalStateException as {@link Webhooks#awaitDeliveries()}
   */
  public void awaitDeliveries() {
    dispatcher.awaitDeliveries();
  }

  /**
   * Advances the clock from one attempt to the next, until every delivery of an IPN has ended.
   *
   * @throws IllegalStateException if the clock runs by itself; and as {@link #awaitDeliveries()}
   *     does
   */
  public void runUntilIdle() {
    dispatcher.runUntilIdle();
  }

  /** Returns the number of deliveries. */
  @Override
  public String toString() {
    return "Ipns[" + journal().size() + " deliveries]";
  }
}
