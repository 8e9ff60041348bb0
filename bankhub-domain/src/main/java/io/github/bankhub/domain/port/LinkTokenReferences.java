package io.github.bankhub.domain.port;

import io.github.bankhub.domain.link.LinkTokenXid;
import java.util.Optional;

/**
 * Stores your own reference for each link token; several machines can share it. SePay's events
 * contain the link token, but no reference of the merchant.
 *
 * <p><b>What it does.</b> Stores at most one reference for each link token.
 *
 * <p><b>Threads.</b> Must be safe for any number of threads and, if shared, machines.
 *
 * <p><b>Failures.</b> May throw any unchecked exception, which the caller receives.
 *
 * <p><b>Retries.</b> Harmless for every method.
 */
public interface LinkTokenReferences {

  /** {@return a store for 100 000 link tokens in this process, as {@link #inMemory(int)}} */
  static LinkTokenReferences inMemory() {
    return inMemory(100_000);
  }

  /**
   * A bounded store in this process that removes its oldest link token for a new one. A restart
   * clears it.
   *
   * @param capacity the maximum number of link tokens, at least 1
   * @return a new, empty store
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the capacity is below 1
   */
  static LinkTokenReferences inMemory(int capacity) {
    return new InMemoryLinkTokenReferences(capacity);
  }

  /**
   * Stores a reference, and replaces any earlier one.
   *
   * @param linkToken the link token
   * @param reference your own reference, such as the id of a user or an order
   */
  void save(LinkTokenXid linkToken, String reference);

  /**
   * Finds the reference of a link token.
   *
   * @param linkToken the link token
   * @return the reference saved last, if the store still has it
   */
  Optional<String> find(LinkTokenXid linkToken);

  /**
   * Removes a link token.
   *
   * @param linkToken the link token
   */
  void remove(LinkTokenXid linkToken);
}
