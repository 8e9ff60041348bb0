package io.github.bankhub.feign.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The four functions that {@link SharedStores} needs of a database or cache.
 *
 * <p>{@link JdbcKeyValueStore} implements them for databases. {@code docs/fleet.md} has
 * implementations for Redis and JCache. Each function must be atomic, and safe for any number of
 * threads and machines. It may throw any unchecked exception.
 *
 * <p>A key has at most 150 visible ASCII characters. Keys and values are case-sensitive. A value is
 * not empty. A lifetime is at least a millisecond. An entry whose lifetime is over does not exist.
 */
public interface KeyValueStore {

  /**
   * Reads a value.
   *
   * @param key the key
   * @return the value, or empty if there is no entry
   */
  Optional<String> get(String key);

  /**
   * Stores a value, and replaces an existing entry.
   *
   * @param key the key
   * @param value the value
   * @param lifetime the lifetime of the entry
   */
  void set(String key, String value, Duration lifetime);

  /**
   * Stores a value if there is no entry. If several callers do so at the same time, one succeeds.
   *
   * @param key the key
   * @param value the value
   * @param lifetime the lifetime of the entry
   * @return whether the value was stored
   */
  boolean setIfAbsent(String key, String value, Duration lifetime);

  /**
   * Deletes an entry if it has this value.
   *
   * @param key the key
   * @param value the expected value
   * @return whether the entry was deleted
   */
  boolean deleteIfEqual(String key, String value);

  /**
   * {@return a store that encrypts the values of this one} Keys are not encrypted. They contain the
   * client id and ids of SePay, but no secret, and your references only as a hash.
   *
   * @param encrypt encrypts a text; may return another result each time. Thread-safe
   * @param decrypt decrypts a result of {@code encrypt}. Thread-safe
   */
  default KeyValueStore encrypted(UnaryOperator<String> encrypt, UnaryOperator<String> decrypt) {
    return new EncryptedKeyValueStore(this, encrypt, decrypt);
  }
}
