package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.internal.Check;
import java.net.URI;
import java.util.Optional;

/**
 * A store for access tokens, which several machines can share.
 *
 * <p><b>What it does.</b> Stores at most one token for each key. It may ignore expiry, and may
 * remove a token at any time.
 *
 * <p><b>Threads.</b> Must be safe for any number of threads and, if shared, machines.
 *
 * <p><b>Failures.</b> May throw any unchecked exception. The client then requests its own token.
 *
 * <p><b>Calls of the same client.</b> Must not use the client that uses the store. Such a call
 * fails if it needs the access token that is just being requested.
 *
 * <p><b>Retries.</b> Harmless for every method.
 */
public interface AccessTokenStore {

  /** {@return a new, empty store in this process's memory} */
  static AccessTokenStore inMemory() {
    return new InMemoryAccessTokenStore();
  }

  /**
   * Finds the token of a key.
   *
   * @param key the owner of the token
   * @return the token saved last and not removed since, if the store still has it
   */
  Optional<AccessToken> find(Key key);

  /**
   * Stores a token, and replaces any earlier one.
   *
   * @param key the owner of the token
   * @param token the token
   */
  void save(Key key, AccessToken token);

  /**
   * Removes a token, unless another one has replaced it. The comparison and the removal are atomic.
   * Tokens are compared as {@link AccessToken#equals(Object)} does, by their text alone.
   *
   * @param key the owner of the token
   * @param token the token to remove
   */
  void remove(Key key, AccessToken token);

  /**
   * The owner of a token. Immutable; contains no secret, so it can be the key of a cache entry.
   *
   * @param service the base URI of the Bank Hub that issued the token
   * @param clientId the client that it was issued to
   */
  record Key(URI service, String clientId) {

    /**
     * Checks that both are present.
     *
     * @throws io.github.bankhub.domain.failure.InvalidFieldException if one is null or blank
     */
    public Key {
      Check.requirePresent("service", service, "the base URI of a Bank Hub");
      Check.requireText("client_id", clientId, "the client id as SePay issued it");
    }
  }
}
