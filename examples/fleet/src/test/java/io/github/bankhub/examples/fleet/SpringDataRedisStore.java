package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

record SpringDataRedisStore(StringRedisTemplate redis) implements KeyValueStore {

  private static final RedisScript<Long> DELETE_IF_EQUAL =
      RedisScript.of(
          """
          if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
          return 0
          """,
          Long.class);

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(redis.opsForValue().get(key));
  }

  @Override
  public void set(String key, String value, Duration lifetime) {
    redis.opsForValue().set(key, value, lifetime);
  }

  @Override
  public boolean setIfAbsent(String key, String value, Duration lifetime) {
    return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key, value, lifetime));
  }

  @Override
  public boolean deleteIfEqual(String key, String value) {
    return redis.execute(DELETE_IF_EQUAL, List.of(key), value) == 1;
  }
}
