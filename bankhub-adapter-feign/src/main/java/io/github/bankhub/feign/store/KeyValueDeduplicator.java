package io.github.bankhub.feign.store;

import io.github.bankhub.domain.port.Deduplicator;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Two entries for each key: the claim, which expires, and the confirmation. */
record KeyValueDeduplicator(KeyValueStore store) implements Deduplicator {

  private static final Duration RETENTION = Duration.ofDays(7);

  @Override
  public boolean claim(String key) {
    return claim(key, DEFAULT_LEASE).filter(Claim::confirm).isPresent();
  }

  @Override
  public Optional<Claim> claim(String key, Duration lease) {
    StoredClaim claim = new StoredClaim(store, key, UUID.randomUUID().toString());
    if (!store.setIfAbsent(claimed(key), claim.owner, lease)) {
      return Optional.empty();
    }
    // Another claim may have been confirmed just before this one began.
    if (store.get(confirmed(key)).isPresent()) {
      claim.release();
      return Optional.empty();
    }
    return Optional.of(claim);
  }

  @Override
  public void release(String key) {
    delete(confirmed(key));
    delete(claimed(key));
  }

  private void delete(String key) {
    store.get(key).ifPresent(value -> store.deleteIfEqual(key, value));
  }

  private static String claimed(String key) {
    return Keys.of("claimed:", key);
  }

  private static String confirmed(String key) {
    return Keys.of("confirmed:", key);
  }

  private record StoredClaim(KeyValueStore store, String key, String owner) implements Claim {

    @Override
    public boolean confirm() {
      return store.setIfAbsent(confirmed(key), owner, RETENTION)
          || store.get(confirmed(key)).filter(owner::equals).isPresent();
    }

    @Override
    public void release() {
      store.deleteIfEqual(claimed(key), owner);
    }
  }
}
