package io.github.bankhub.examples.fleet;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.client.cache.HazelcastClientCachingProvider;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.ClientConnectionStrategyConfig.ReconnectMode;
import com.hazelcast.core.HazelcastInstance;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.Caching;

/** Clients that fail immediately while their server is stopped. */
final class Clients {

  private Clients() {}

  static StatefulRedisConnection<String, String> connect(RedisClient client, Duration timeout) {
    client.setOptions(
        ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).build());
    StatefulRedisConnection<String, String> connection = client.connect();
    connection.setTimeout(timeout);
    return connection;
  }

  static ClientConfig hazelcast(String address) {
    ClientConfig config = new ClientConfig();
    config.setClusterName("fleet");
    config.getNetworkConfig().addAddress(address);
    config.getConnectionStrategyConfig().setReconnectMode(ReconnectMode.ASYNC);
    config.setProperty("hazelcast.client.invocation.timeout.seconds", "1");
    return config;
  }

  static Cache<String, String> cache(HazelcastInstance client) {
    Properties instance = HazelcastCachingProvider.propertiesByInstanceItself(client);
    return Caching.getCachingProvider(HazelcastClientCachingProvider.class.getName())
        .getCacheManager(null, null, instance)
        .getCache("bankhub", String.class, String.class);
  }
}
