package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.internal.Check;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store for access tokens, which several machines can share.
 *
 * <p><b>What it does.</b> Stores at most one token for each key. It may ignore expiry, and may
 * remove a token at any time. A store that several machines share also grants leases, so that one
 * machine requests a token for all.
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
    return inMemory(InstantSource.system());
  }

  /**
   * {@return a new, empty store in this process's memory}
   *
   * @param clock the clock of the leases
   */
  static AccessTokenStore inMemory(InstantSource clock) {
    return new InMemoryAccessTokenStore(clock);
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
   * Requests the lease to renew the token of a key. Its holder requests a token, saves it and
   * releases the lease. Meanwhile, the others look for that token with {@link #find}.
   *
   * <p>While a lease is held, no other one is granted for the same key. It ends when it is released
   * or expires, so a holder that died does not block the others. This method must not wait. It may
   * grant a lease although another one is held: then two machines request a token.
   *
   * @param key the owner of the token
   * @param lease the longest time of the lease, positive and at most a day
   * @return the lease, or empty if another one is held; by default, every request is granted
   */
  default Optional<Lease> tryRenew(Key key, Duration lease) {
    return Optional.of(() -> {});
  }

  /** The right to renew a token. Must be thread-safe. */
  @FunctionalInterface
  interface Lease {

    /** Ends this lease. Does nothing if it has expired, even if another lease is held then. */
    void release();
  }

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

    // Those of a record are built when first used, which the first call would wait for.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && service.equals(that.service)
          && clientId.equals(that.clientId);
    }

    @Override
    public int hashCode() {
      return 31 * service.hashCode() + clientId.hashCode();
    }
  }
}
