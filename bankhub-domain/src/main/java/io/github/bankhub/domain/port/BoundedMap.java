package io.github.bankhub.domain.port;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A map of limited size that removes its oldest entry for a new one; thread-safe. */
final class BoundedMap<K, V> {

  static final int DEFAULT_CAPACITY = 100_000;

  private final Map<K, V> entries = new LinkedHashMap<>();
  private final int capacity;

  BoundedMap(int capacity) {
    if (capacity < 1) {
      throw new InvalidFieldException("capacity", "is " + capacity, "at least 1");
    }
    this.capacity = capacity;
  }

  /** {@return whether the value was stored; it is not if the current one is to be kept} */
  synchronized boolean putUnless(K key, V value, Predicate<V> isKept) {
    V current = entries.get(key);
    if (current != null && isKept.test(current)) {
      return false;
    }
    put(key, value);
    return true;
  }

  synchronized void put(K key, V value) {
    entries.remove(key);
    entries.put(key, value);
    if (entries.size() > capacity) {
      removeEldest();
    }
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void removeIf(K key, Predicate<V> condition) {
    V current = entries.get(key);
    if (current != null && condition.test(current)) {
      entries.remove(key);
    }
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
