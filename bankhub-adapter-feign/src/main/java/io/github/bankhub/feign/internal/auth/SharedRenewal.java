package io.github.bankhub.feign.internal.auth;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.port.AccessTokenStore.Lease;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The renewal of a token by several processes that share a store: one requests it, the others wait.
 *
 * @param store the shared store
 * @param calls waits between two looks at the store
 * @param leaseTime how long a process that dies keeps the others waiting
 */
record SharedRenewal(TokenStoreAccess store, CallExecutor calls, Duration leaseTime) {

  /**
   * {@return a fresh token from the store, or the fetched one} It waits for another process until
   * half of the remaining time is over. The other half is for the token request and the call.
   */
  AccessToken renew(CallContext call, Predicate<AccessToken> isFresh, Supplier<AccessToken> fetch) {
    Duration half = call.remaining().dividedBy(2);
    Optional<Lease> lease = store.tryRenew(leaseTime);
    while (lease.isEmpty() && call.remaining().compareTo(half) > 0) {
      calls.awaitBackoff();
      Optional<AccessToken> found = store.find().filter(isFresh);
      if (found.isPresent()) {
        return found.get();
      }
      lease = store.tryRenew(leaseTime);
    }
    if (lease.filter(TokenStoreAccess.WITHOUT_STORE::equals).isPresent()) {
      return fetch.get();
    }
    try {
      // The former holder may have saved a token just before it released the lease.
      return store.find().filter(isFresh).orElseGet(fetch);
    } finally {
      lease.ifPresent(Lease::release);
    }
  }
}
