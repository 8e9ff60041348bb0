package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.internal.Check;
import java.net.URI;
import java.util.Optional;

/**
 * A place where access tokens are kept, which a fleet of machines can share.
 *
 * <p><b>Does.</b> Keeps at most one token for each key. It need not look at expiry, and may forget
 * a token at any time.
 *
 * <p><b>Threads.</b> Must be safe for any number of threads, and machines where it is shared.
 *
 * <p><b>Failures.</b> May throw any unchecked exception; whoever uses the store then goes on with a
 * token of its own.
 *
 * <p><b>Repeating.</b> Harmless for every method.
 */
public interface AccessTokenStore {

  /**
   * A store in this process's memory.
   *
   * @return a new, empty store
   */
  static AccessTokenStore inMemory() {
    return new InMemoryAccessTokenStore();
  }

  /**
   * The token kept for a key.
   *
   * @param key whose token
   * @return the token last saved and not removed since, if it is still known
   */
  Optional<AccessToken> find(Key key);

  /**
   * Keeps a token in place of any earlier one.
   *
   * @param key whose token
   * @param token the token
   */
  void save(Key key, AccessToken token);

  /**
   * Forgets a token, unless another one has taken its place. The comparison and the removal are one
   * step; tokens are compared as {@link AccessToken#equals(Object)} does, by their text alone.
   *
   * @param key whose token
   * @param token the token to forget
   */
  void remove(Key key, AccessToken token);

  /**
   * Whose token it is. Immutable; holds no secret, so it can serve as the name of a cache entry.
   *
   * @param service the base URI of the Bank Hub that issued it
   * @param clientId the client that it was issued to
   */
  record Key(URI service, String clientId) {

    /**
     * Checks that both are there.
     *
     * @throws io.github.bankhub.domain.failure.InvalidFieldException if one is null or blank
     */
    public Key {
      Check.requirePresent("service", service, "the base URI of a Bank Hub");
      Check.requireText("client_id", clientId, "the client id as SePay issued it");
    }
  }
}
