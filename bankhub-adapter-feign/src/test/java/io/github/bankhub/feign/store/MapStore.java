package io.github.bankhub.feign.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** An engine in memory. */
record MapStore(InstantSource clock, ConcurrentMap<String, Entry> entries)
    implements KeyValueStore {

  MapStore(InstantSource clock) {
    this(clock, new ConcurrentHashMap<>());
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(entries.get(key)).filter(this::isActive).map(Entry::value);
  }

  @Override
  public void set(String key, String value, Duration lifetime) {
    entries.put(key, entry(value, lifetime));
  }

  @Override
  public boolean setIfAbsent(String key, String value, Duration lifetime) {
    Entry mine = entry(value, lifetime);
    Entry current = entries.get(key);
    return current == null
        ? entries.putIfAbsent(key, mine) == null
        : !isActive(current) && entries.replace(key, current, mine);
  }

  @Override
  public boolean deleteIfEqual(String key, String value) {
    Entry entry = entries.get(key);
    return entry != null && entry.value().equals(value) && entries.remove(key, entry);
  }

  private Entry entry(String value, Duration lifetime) {
    return new Entry(value, clock.instant().plus(lifetime).toEpochMilli());
  }

  private boolean isActive(Entry entry) {
    return clock.millis() < entry.end();
  }

  /** A value and when it expires. */
  record Entry(String value, long end) {}
}
