package io.github.bankhub.domain.port;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A map of limited size that removes its oldest entry for a new one; thread-safe. */
final class BoundedMap<K, V> {

  private final Map<K, V> entries = new LinkedHashMap<>();
  private final int capacity;

  BoundedMap(int capacity) {
    if (capacity < 1) {
      throw new InvalidFieldException("capacity", "is " + capacity, "at least 1");
    }
    this.capacity = capacity;
  }

  synchronized boolean putIfAbsent(K key, V value) {
    boolean added = entries.putIfAbsent(key, value) == null;
    if (entries.size() > capacity) {
      removeEldest();
    }
    return added;
  }

  synchronized void put(K key, V value) {
    entries.remove(key);
    putIfAbsent(key, value);
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void remove(K key) {
    entries.remove(key);
  }

  private void removeEldest() {
    Iterator<K> keys = entries.keySet().iterator();
    keys.next();
    keys.remove();
  }
}
