package io.github.bankhub.domain.port;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;

/**
 * A memory of what was received before, which a fleet of machines can share.
 *
 * <p><b>Does.</b> Tells the first sight of an event or a transaction from its repetitions.
 *
 * <p><b>Threads.</b> Must be safe for any number of threads, and machines where it is shared: of
 * those that claim one key at the same time, one gets true.
 *
 * <p><b>Failures.</b> May throw any unchecked exception, which reaches whoever asks.
 *
 * <p><b>Repeating.</b> Claiming again answers false until the key is forgotten.
 */
public interface Deduplicator {

  /**
   * A memory of 100 000 keys in this process.
   *
   * @return as {@link #inMemory(int)}
   */
  static Deduplicator inMemory() {
    return inMemory(100_000);
  }

  /**
   * A bounded memory in this process, where the oldest key makes room for a new one. It does not
   * outlive the process.
   *
   * @param capacity how many keys are remembered, at least 1; SePay repeats for five hours at most
   * @return a new, empty memory
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the capacity is below 1
   */
  static Deduplicator inMemory(int capacity) {
    return new InMemoryDeduplicator(capacity);
  }

  /**
   * Remembers a key.
   *
   * @param key what to remember
   * @return true if it was not remembered before
   */
  boolean claim(String key);

  /**
   * Forgets a key, so that a repetition is a first sight again; for work that failed.
   *
   * @param key what to forget
   */
  void release(String key);

  /**
   * Claims an event by its id.
   *
   * @param event the event
   * @return true for the first of those with this id
   */
  default boolean claim(WebhookEvent event) {
    return claim(key(event));
  }

  /**
   * Claims a transaction by its id.
   *
   * @param notification the notification
   * @return true for the first of those with this id
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
