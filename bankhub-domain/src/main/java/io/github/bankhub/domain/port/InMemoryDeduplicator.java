package io.github.bankhub.domain.port;

final class InMemoryDeduplicator implements Deduplicator {

  private final BoundedMap<String, Boolean> seen;

  InMemoryDeduplicator(int capacity) {
    this.seen = new BoundedMap<>(capacity);
  }

  @Override
  public boolean claim(String key) {
    return seen.putIfAbsent(key, true);
  }

  @Override
  public void release(String key) {
    seen.remove(key);
  }
}
