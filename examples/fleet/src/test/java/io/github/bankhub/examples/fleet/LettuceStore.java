package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Optional;

record LettuceStore(RedisCommands<String, String> redis) implements KeyValueStore {

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
    redis.set(key, value, SetArgs.Builder.px(lifetime));
  }

  @Override
  public boolean setIfAbsent(String key, String value, Duration lifetime) {
    return redis.set(key, value, SetArgs.Builder.px(lifetime).nx()) != null;
  }

  @Override
  public boolean deleteIfEqual(String key, String value) {
    String[] keys = {key};
    return redis.<Long>eval(DELETE_IF_EQUAL, ScriptOutputType.INTEGER, keys, value) == 1;
  }
}
