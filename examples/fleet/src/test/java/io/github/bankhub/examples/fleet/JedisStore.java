package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

record JedisStore(UnifiedJedis redis) implements KeyValueStore {

  private static final String DELETE_IF_EQUAL =
      """
      if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
      return 0
      """;

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(redis.get(key));
  }

  @Override
  public void set(String key, String value, Duration lifetime) {
    redis.set(key, value, SetParams.setParams().px(lifetime.toMillis()));
  }

  @Override
  public boolean setIfAbsent(String key, String value, Duration lifetime) {
    return redis.set(key, value, SetParams.setParams().px(lifetime.toMillis()).nx()) != null;
  }

  @Override
  public boolean deleteIfEqual(String key, String value) {
    return redis.eval(DELETE_IF_EQUAL, List.of(key), List.of(value)).equals(1L);
  }
}
