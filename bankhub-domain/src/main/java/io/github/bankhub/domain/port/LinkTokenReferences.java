package io.github.bankhub.domain.port;

import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stores your own reference for each link token; several machines can share it. SePay's events
 * contain the link token, but no reference of the merchant.
 *
 * <p><b>What it does.</b> Stores at most one reference for each link token, for at least a day
 * after the link token expires. Also finds the link that is still open for a reference, so that a
 * second click does not create a second link token. For this, it stores whole link tokens. They
 * contain a secret: protect the store.
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
    return inMemory(InstantSource.system());
  }

  /**
   * {@return a store for 100 000 link tokens in this process, as {@link #inMemory(int)}}
   *
   * @param clock the clock that decides which link tokens have expired
   */
  static LinkTokenReferences inMemory(InstantSource clock) {
    return new InMemoryLinkTokenReferences(BoundedMap.DEFAULT_CAPACITY, clock);
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
    return new InMemoryLinkTokenReferences(capacity, InstantSource.system());
  }

  /**
   * Stores a link token with its reference. It replaces an earlier reference of the link token, and
   * an earlier link token of the reference.
   *
   * @param linkToken the link token
   * @param reference your own reference, such as the id of a user or an order
   */
  void save(LinkToken linkToken, String reference);

  /**
   * Stores only a reference, and replaces any earlier one. {@link #findOpen} does not find the link
   * token.
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
   * Finds the link token that is still open for a reference.
   *
   * <p>It knows only expiry. When a link token was used or revoked, call {@link #close}.
   *
   * @param reference your own reference
   * @return the link token that was saved last with this reference, until it expires, is closed or
   *     is removed; empty if its expiry is unknown
   */
  Optional<LinkToken> findOpen(String reference);

  /**
   * Closes a link token, because it was used or revoked: {@link #findOpen} finds it no longer. Its
   * reference stays, for events that arrive later.
   *
   * @param linkToken the link token
   */
  void close(LinkTokenXid linkToken);

  /**
   * Removes a link token: its reference, and the link token that {@link #findOpen} finds.
   *
   * @param linkToken the link token
   */
  void remove(LinkTokenXid linkToken);
}
