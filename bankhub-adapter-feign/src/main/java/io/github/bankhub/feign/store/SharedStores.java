package io.github.bankhub.feign.store;

import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The three stores that machines share, over one {@link KeyValueStore}. Immutable and thread-safe.
 *
 * <p>The values contain secrets: access tokens, and link tokens that are open. Protect the database
 * or cache, or use {@link KeyValueStore#encrypted}. Confirmed keys of the deduplicator are stored
 * for 7 days, references for 30 days after their link token expires.
 *
 * <pre>{@code
 * SharedStores stores = SharedStores.over(JdbcKeyValueStore.of(dataSource));
 * FeignBankHub hub =
 *     FeignBankHub.builder(settings).accessTokenStore(stores.accessTokens()).build();
 * }</pre>
 */
public final class SharedStores {

  private final KeyValueStore store;
  private final InstantSource clock;

  private SharedStores(KeyValueStore store, InstantSource clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** {@return the stores over a database or cache, with the clock of the system} */
  public static SharedStores over(KeyValueStore store) {
    return over(store, InstantSource.system());
  }

  /**
   * {@return the stores over a database or cache}
   *
   * @param store the database or cache
   * @param clock tells how long a token is still valid
   */
  public static SharedStores over(KeyValueStore store, InstantSource clock) {
    return new SharedStores(store, clock);
  }

  /** {@return the store of access tokens, with leases} */
  public AccessTokenStore accessTokens() {
    return new KeyValueAccessTokens(store, clock);
  }

  /** {@return the deduplicator} */
  public Deduplicator deduplicator() {
    return new KeyValueDeduplicator(store);
  }

  /** {@return the references of link tokens} */
  public LinkTokenReferences linkTokenReferences() {
    return new KeyValueReferences(store, clock);
  }
}
