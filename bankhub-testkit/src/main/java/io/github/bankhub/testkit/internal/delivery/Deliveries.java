package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.lifecycle.MessageKind;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.util.List;

/** The two dispatchers of a service. Thread-safe. */
public record Deliveries(WebhookDispatcher webhooks, WebhookDispatcher ipns) {

  public static Deliveries of(BankHubService service) {
    return new Deliveries(
        new WebhookDispatcher(service, MessageKind.WEBHOOK),
        new WebhookDispatcher(service, MessageKind.IPN));
  }

  private List<WebhookDispatcher> both() {
    return List.of(webhooks, ipns);
  }

  /** {@return the number of deliveries that the journals have dropped} */
  public long dropped() {
    return both().stream().mapToLong(WebhookDispatcher::dropped).sum();
  }

  public void awaitDue() {
    both().forEach(WebhookDispatcher::awaitDeliveries);
  }

  /** Advances the clock until every delivery has ended. */
  public void runUntilIdle() {
    both().forEach(WebhookDispatcher::runUntilIdle);
    awaitDue();
  }

  public void abort() {
    both().forEach(WebhookDispatcher::abort);
  }
}
