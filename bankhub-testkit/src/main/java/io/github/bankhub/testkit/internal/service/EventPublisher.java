package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.lifecycle.Message;
import io.github.bankhub.testkit.internal.service.WebhookTarget.Webhook;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Passes messages to subscribers, in their order. The lock of the service guards it. */
public final class EventPublisher {

  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private boolean hasWork;
  private @Nullable WebhookTarget target;

  public interface Subscriber {

    /**
     * A message is to be sent. Called while the service is locked, so it must not call the service.
     *
     * @return whether the subscriber has to do something about it, in {@link #onEvents}
     */
    boolean onEvent(Message message);

    /** Called after one or more messages, on the thread that caused them, without a lock. */
    void onEvents();

    /** The service is reset. Called while the service is locked. */
    void onReset();
  }

  void publish(Message message) {
    for (Subscriber subscriber : subscribers) {
      hasWork |= subscriber.onEvent(message);
    }
  }

  /** {@return whether {@link #notifySubscribers} must follow, without the lock} */
  boolean takeWork() {
    boolean taken = hasWork;
    hasWork = false;
    return taken;
  }

  /** Called without a lock. */
  void notifySubscribers() {
    subscribers.forEach(Subscriber::onEvents);
  }

  /** {@return the webhook; empty if none was set, or the receiver has no address} */
  Optional<Webhook> webhook() {
    return Optional.ofNullable(target).flatMap(WebhookTarget::webhook);
  }

  /** Replaces the webhook. {@link #notifySubscribers} must follow, without the lock. */
  void replaceWebhook(Webhook webhook) {
    Objects.requireNonNull(target, "target").replace(webhook);
    hasWork = true;
  }

  public void sendWebhooksTo(WebhookTarget newTarget) {
    target = newTarget;
  }

  public void subscribe(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void reset() {
    hasWork = false;
    subscribers.forEach(Subscriber::onReset);
  }
}
