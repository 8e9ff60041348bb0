package io.github.bankhub.domain.port;

import io.github.bankhub.domain.link.LinkTokenXid;
import java.util.Optional;

/**
 * A memory of whom each link token was created for, which a fleet of machines can share. An event
 * of SePay names the link token and nothing else that a merchant knows.
 *
 * <p><b>Does.</b> Keeps at most one reference for each link token.
 *
 * <p><b>Threads.</b> Must be safe for any number of threads, and machines where it is shared.
 *
 * <p><b>Failures.</b> May throw any unchecked exception, which reaches whoever asks.
 *
 * <p><b>Repeating.</b> Harmless for every method.
 */
public interface LinkTokenReferences {

  /**
   * A memory of 100 000 link tokens in this process.
   *
   * @return as {@link #inMemory(int)}
   */
  static LinkTokenReferences inMemory() {
    return inMemory(100_000);
  }

  /**
   * A bounded memory in this process, where the oldest link token makes room for a new one. It does
   * not outlive the process.
   *
   * @param capacity how many link tokens are remembered, at least 1
   * @return a new, empty memory
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the capacity is below 1
   */
  static LinkTokenReferences inMemory(int capacity) {
    return new InMemoryLinkTokenReferences(capacity);
  }

  /**
   * Keeps a reference in place of any earlier one.
   *
   * @param linkToken the link token
   * @param reference whatever tells whom it is for, such as a user's or an order's id
   */
  void save(LinkTokenXid linkToken, String reference);

  /**
   * The reference of a link token.
   *
   * @param linkToken the link token
   * @return the reference last kept, if it is still known
   */
  Optional<String> find(LinkTokenXid linkToken);

  /**
   * Forgets a link token.
   *
   * @param linkToken the link token
   */
  void remove(LinkTokenXid linkToken);
}
