package io.github.bankhub.feign.internal.auth;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.port.AccessTokenStore;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The entry of one client in an access token store. A store that fails is logged, and counts as
 * empty.
 *
 * @param store the store
 * @param key the key of the entry
 */
record TokenStoreAccess(AccessTokenStore store, AccessTokenStore.Key key) {

  Optional<AccessToken> find() {
    return quietly(() -> store.find(key));
  }

  void save(AccessToken token) {
    runQuietly(() -> store.save(key, token));
  }

  void remove(AccessToken token) {
    runQuietly(() -> store.remove(key, token));
  }

  private static void runQuietly(Runnable use) {
    quietly(
        () -> {
          use.run();
          return Optional.empty();
        });
  }

  private static Optional<AccessToken> quietly(Supplier<Optional<AccessToken>> use) {
    try {
      return use.get();
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(
          Level.WARNING,
          "The access token store failed ({0}); this process requests a token of its own",
          e.getClass().getName());
      return Optional.empty();
    }
  }
}
