package io.github.bankhub.testkit;

import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.internal.delivery.MessageDispatcher;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.webhook.IpnDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The IPNs of an offline Bank Hub: their receiver, their faults and their journal. Thread-safe.
 *
 * <p>There is one receiver, as at SePay, where an employee sets it by hand. The hub sends an IPN
 * for each transaction that a client simulates or a test adds, if SePay would:
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
public final class Ipns extends DeliveryControl<TransactionId, IpnApiKey, IpnDelivery> {

  Ipns(BankHubService service, MessageDispatcher dispatcher) {
    super(service, dispatcher);
  }

  @Override
  IpnApiKey secretOf(WebhookInbox inbox) {
    return inbox.apiKey();
  }

  @Override
  String text(TransactionId id) {
    return id.value();
  }

  @Override
  WebhookDelivery.State stateOf(IpnDelivery delivery) {
    return delivery.state();
  }

  /**
   * {@return the deliveries so far, in the order of their transactions; a copy} It omits a
   * transaction for which no IPN was to be sent: see {@link #unsent()}.
   */
  @Override
  public List<IpnDelivery> journal() {
    return dispatcher().ipnJournal();
  }

  /**
   * {@return the transactions for which no IPN was to be sent, in their order, each with the reason
   * in words; a copy} It stores the newest ones: see {@link Control#historySize}.
   */
  public Map<TransactionId, String> unsent() {
    Map<TransactionId, String> reasons = new LinkedHashMap<>();
    dispatcher()
        .unsent()
        .forEach((id, reason) -> reasons.put(new TransactionId(id), reason.text()));
    return reasons;
  }

  /**
   * {@return why no receiver has accepted the IPN of a transaction, in words: the condition that
   * was not met, or the {@link IpnDelivery#problem} of the last attempt; empty if there is none}
   *
   * @param id the id of the transaction
   * @throws IllegalArgumentException if the hub has no such transaction or no longer knows its IPN:
   *     see {@link Control#historySize}
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
}
