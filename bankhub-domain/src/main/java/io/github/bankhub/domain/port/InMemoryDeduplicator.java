package io.github.bankhub.domain.port;

final class InMemoryDeduplicator implements Deduplicator {

  private final BoundedMap<String, Boolean> claimed;

  InMemoryDeduplicator(int capacity) {
    this.claimed = new BoundedMap<>(capacity);
  }

  @Override
  public boolean claim(String key) {
    return claimed.putIfAbsent(key, true);
  }

  @Override
  public void release(String key) {
    claimed.remove(key);
  }
}
