package io.github.bankhub.domain.port;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;

/**
 * Detects repeated events and transactions; several machines can share it.
 *
 * <p><b>What it does.</b> Remembers the keys of received messages.
 *
 * <p><b>Threads.</b> Must be safe for any number of threads and, if shared, machines. If several
 * claim one key at the same time, exactly one gets true.
 *
 * <p><b>Failures.</b> May throw any unchecked exception, which the caller receives.
 *
 * <p><b>Retries.</b> A second claim returns false until the key is released.
 */
public interface Deduplicator {

  /** {@return a memory of 100 000 keys in this process, as {@link #inMemory(int)}} */
  static Deduplicator inMemory() {
    return inMemory(100_000);
  }

  /**
   * A bounded memory in this process that removes its oldest key for a new one. A restart clears
   * it.
   *
   * @param capacity the maximum number of keys, at least 1; SePay repeats for five hours at most
   * @return a new, empty memory
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the capacity is below 1
   */
  static Deduplicator inMemory(int capacity) {
    return new InMemoryDeduplicator(capacity);
  }

  /**
   * Claims a key.
   *
   * @param key the key
   * @return true for the first claim, false for a repetition
   */
  boolean claim(String key);

  /**
   * Releases a key, so that it can be claimed again. Use it if the processing failed.
   *
   * @param key the key
   */
  void release(String key);

  /**
   * Claims an event by its id.
   *
   * @param event the event
   * @return true for the first claim, false for a repetition
   */
  default boolean claim(WebhookEvent event) {
    return claim(key(event));
  }

  /**
   * Claims a transaction by its id.
   *
   * @param notification the notification
   * @return true for the first claim, false for a repetition
   */
  default boolean claim(BalanceNotification notification) {
    return claim(key(notification));
  }

  /**
   * The key of an event.
   *
   * @param event the event
   * @return {@code event:} and its id
   */
  static String key(WebhookEvent event) {
    return "event:" + event.xid();
  }

  /**
   * The key of a transaction.
   *
   * @param notification the notification
   * @return {@code transaction:} and its id
   */
  static String key(BalanceNotification notification) {
    return "transaction:" + notification.transactionId();
  }
}
