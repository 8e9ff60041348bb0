package io.github.bankhub.feign.internal.auth;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.AccessTokenStore.Lease;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
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

  /** The lease of a process that renews its own token, because the store failed. */
  static final Lease WITHOUT_STORE = () -> {};

  Optional<AccessToken> find() {
    return quietly(() -> store.find(key), Optional.empty());
  }

  void save(AccessToken token) {
    runQuietly(() -> store.save(key, token));
  }

  void remove(AccessToken token) {
    runQuietly(() -> store.remove(key, token));
  }

  /**
   * {@return the lease to renew the token; empty if another process holds it} It is {@link
   * #WITHOUT_STORE} if the store fails.
   */
  Optional<Lease> tryRenew(Duration lease) {
    return quietly(
        () -> store.tryRenew(key, lease).<Lease>map(Quiet::new), Optional.of(WITHOUT_STORE));
  }

  private static void runQuietly(Runnable use) {
    quietly(
        () -> {
          use.run();
          return true;
        },
        false);
  }

  private static <T> T quietly(Supplier<T> use, T otherwise) {
    try {
      return Objects.requireNonNull(use.get(), "a result of the store");
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      LOG.log(
          Level.WARNING,
          "The access token store failed ({0}); this process requests a token of its own",
          classes(e));
      return otherwise;
    }
  }

  /** Only the classes, because a message may show a token. */
  private static String classes(Throwable e) {
    Throwable cause = e.getCause();
    String name = e.getClass().getName();
    return cause == null ? name : name + ", caused by " + cause.getClass().getName();
  }

  /** A lease whose release does not fail. */
  private record Quiet(Lease lease) implements Lease {
    @Override
    public void release() {
      runQuietly(lease::release);
    }
  }
}
