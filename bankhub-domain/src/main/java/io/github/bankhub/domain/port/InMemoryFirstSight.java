package io.github.bankhub.domain.port;

final class InMemoryFirstSight implements FirstSight {

  private final BoundedMap<String, Boolean> seen;

  InMemoryFirstSight(int capacity) {
    this.seen = new BoundedMap<>(capacity);
  }

  @Override
  public boolean claim(String key) {
    return seen.putIfAbsent(key, true);
  }

  @Override
  public void forget(String key) {
    seen.remove(key);
  }
}
