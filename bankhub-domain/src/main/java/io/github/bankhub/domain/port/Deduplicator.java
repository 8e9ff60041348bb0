package io.github.bankhub.domain.port;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Detects repeated events and transactions; several machines can share it.
 *
 * <p><b>What it does.</b> Remembers the keys of received messages, for at least a day. SePay
 * retries for five hours at most.
 *
 * <p><b>One step or two.</b> {@link #claim(String)} is for code that claims and processes in one
 * transaction. If a process claims in this way and then dies before its effect, the message is
 * lost, because its repetition counts as a duplicate. Otherwise, use {@link #claim(String,
 * Duration)}:
 *
 * <pre>{@code
 * deduplicator
 *     .claim(event, Deduplicator.DEFAULT_LEASE)
 *     .ifPresent(
 *         claim -> {
 *           process(event);
 *           claim.confirm();
 *         });
 * }</pre>
 *
 * <p><b>Threads.</b> Must be safe for any number of threads and, if shared, machines. If several
 * claim one key at the same time, exactly one gets it.
 *
 * <p><b>Failures.</b> May throw any unchecked exception, which the caller receives.
 *
 * <p><b>Retries.</b> A second claim fails until the key is released or the lease has expired.
 */
public interface Deduplicator {

  /** 30 s: more than the 8 s that SePay waits, less than the minute before its first retry. */
  Duration DEFAULT_LEASE = Duration.ofSeconds(30);

  /** {@return a deduplicator for 100 000 keys in this process, as {@link #inMemory(int)}} */
  static Deduplicator inMemory() {
    return inMemory(InstantSource.system());
  }

  /**
   * {@return a deduplicator for 100 000 keys in this process, as {@link #inMemory(int)}}
   *
   * @param clock the clock of the leases
   */
  static Deduplicator inMemory(InstantSource clock) {
    return new InMemoryDeduplicator(BoundedMap.DEFAULT_CAPACITY, clock);
  }

  /**
   * A bounded deduplicator in the memory of this process. It removes its oldest key for a new one.
   * A restart clears it.
   *
   * @param capacity the maximum number of keys, at least 1; SePay repeats for five hours at most
   * @return a new deduplicator without keys
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the capacity is below 1
   */
  static Deduplicator inMemory(int capacity) {
    return new InMemoryDeduplicator(capacity, InstantSource.system());
  }

  /**
   * Claims a key and confirms it immediately.
   *
   * @param key the key
   * @return true for the first claim, false for a repetition
   */
  boolean claim(String key);

  /**
   * Claims a key for a time, within which the caller processes the message and confirms the claim.
   * If it does not, for example because its process died, the key can be claimed again.
   *
   * @param key the key
   * @param lease the time, positive and at most a day; longer than the processing takes
   * @return the claim; empty if the key is confirmed, or if another claim has not expired
   */
  Optional<Claim> claim(String key, Duration lease);

  /**
   * Releases a key, so that it can be claimed again, even if it is confirmed.
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
   * Claims an event by its id for a time, as {@link #claim(String, Duration)}.
   *
   * @param event the event
   * @param lease the time, such as {@link #DEFAULT_LEASE}
   * @return the claim, or empty for a repetition
   */
  default Optional<Claim> claim(WebhookEvent event, Duration lease) {
    return claim(key(event), lease);
  }

  /**
   * Claims a transaction by its id for a time, as {@link #claim(String, Duration)}.
   *
   * @param notification the notification
   * @param lease the time, such as {@link #DEFAULT_LEASE}
   * @return the claim, or empty for a repetition
   */
  default Optional<Claim> claim(BalanceNotification notification, Duration lease) {
    return claim(key(notification), lease);
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

  /** A key that one caller has claimed for a time. Must be thread-safe. */
  interface Claim {

    /**
     * Confirms that the message was processed. Every later claim of its key fails.
     *
     * <p>Of several claims of one key, exactly one is confirmed. Confirming it again is harmless.
     *
     * @return false if the lease expired and another claim was confirmed: the message was processed
     *     twice. Roll back then, if you can
     */
    boolean confirm();

    /**
     * Releases the key, so that it can be claimed again. Use it if the processing failed. Does
     * nothing if this claim was confirmed, or if its lease expired.
     */
    void release();
  }
}
