package io.github.bankhub.testkit.webhook;

import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.Ipns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An IPN with its attempts so far. Immutable. {@link #toString} shows no key, account or content.
 *
 * @param transactionId the transaction's id, the same in each attempt
 * @param at the instant of the transaction, by the hub's clock
 * @param state the state of the delivery
 * @param attempts the attempts that have finished, in their order; unmodifiable
 * @param next the instant of the next attempt, by the hub's clock; empty if none is planned, or one
 *     is running
 * @param fault the fault that a test chose for this delivery; empty if it has none. It does not
 *     apply to what {@link Ipns#redeliver} sends
 * @param problem why the last attempt failed, or what is probably wrong with the receiver; empty if
 *     all is well. Names no key and no address
 * @param headers the headers of the request; the key is {@code ***}; unmodifiable
 * @param body the body: JSON in UTF-8. Contains the account number
 */
@SuppressWarnings("ArrayRecordComponent")
public record IpnDelivery(
    TransactionId transactionId,
    Instant at,
    WebhookDelivery.State state,
    List<WebhookDelivery.Attempt> attempts,
    Optional<Instant> next,
    Optional<DeliveryFault.Kind> fault,
    Optional<String> problem,
    Map<String, String> headers,
    byte[] body) {

  /** Copies the attempts and the headers. */
  public IpnDelivery {
    attempts = List.copyOf(attempts);
    headers = Map.copyOf(headers);
  }

  /** Returns a copy of the body. */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /** Returns all but headers and body in one line. */
  @Override
  public String toString() {
    return "%s IPN %s %s%s %s%s%s"
        .formatted(
            at,
            transactionId,
            state,
            fault.map(kind -> " " + kind).orElse(""),
            attempts,
            next.map(instant -> ", next " + instant).orElse(""),
            problem.map(text -> ": " + text).orElse(""));
  }
}
