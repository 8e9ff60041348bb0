package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.util.List;

/** The two dispatchers of a service. Thread-safe. */
public record Deliveries(MessageDispatcher webhooks, MessageDispatcher ipns) {

  public static Deliveries of(BankHubService service) {
    return new Deliveries(
        new MessageDispatcher(service, MessageKind.WEBHOOK),
        new MessageDispatcher(service, MessageKind.IPN));
  }

  private List<MessageDispatcher> both() {
    return List.of(webhooks, ipns);
  }

  /** {@return the number of deliveries that the journals have dropped} */
  public long dropped() {
    return both().stream().mapToLong(MessageDispatcher::dropped).sum();
  }

  public void awaitDue() {
    both().forEach(MessageDispatcher::awaitDeliveries);
  }

  /** Advances the clock until every delivery has ended. */
  public void runUntilIdle() {
    both().forEach(MessageDispatcher::runUntilIdle);
    awaitDue();
  }

  public void abort() {
    both().forEach(MessageDispatcher::abort);
  }
}
