package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.cache.Cache;

record JCacheStore(Cache<String, String> cache, InstantSource clock) implements KeyValueStore {

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(cache.get(key)).filter(this::isActive).map(JCacheStore::value);
  }

  @Override
  public void set(String key, String value, Duration lifetime) {
    cache.put(key, entry(value, lifetime));
  }

  @Override
  public boolean setIfAbsent(String key, String value, Duration lifetime) {
    String stored = cache.get(key);
    if (stored != null && !isActive(stored)) {
      cache.remove(key, stored);
    }
    return cache.putIfAbsent(key, entry(value, lifetime));
  }

  @Override
  public boolean deleteIfEqual(String key, String value) {
    String stored = cache.get(key);
    return stored != null && value(stored).equals(value) && cache.remove(key, stored);
  }

  // JCache has one lifetime for a whole cache, so each entry begins with its own end.
  private String entry(String value, Duration lifetime) {
    return clock.instant().plus(lifetime).toEpochMilli() + " " + value;
  }

  private boolean isActive(String entry) {
    return clock.millis() < Long.parseLong(entry.substring(0, entry.indexOf(' ')));
  }

  private static String value(String entry) {
    return entry.substring(entry.indexOf(' ') + 1);
  }
}
