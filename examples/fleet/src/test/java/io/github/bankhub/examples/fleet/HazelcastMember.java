package io.github.bankhub.examples.fleet;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.HazelcastMemberCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/** A cluster of one Hazelcast member on the loopback interface, with the cache of the stores. */
final class HazelcastMember implements EngineServer {

  final Cache<String, String> cache;
  private final HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config());

  HazelcastMember() {
    Properties instance = HazelcastCachingProvider.propertiesByInstanceItself(hazelcast);
    cache =
        Caching.getCachingProvider(HazelcastMemberCachingProvider.class.getName())
            .getCacheManager(null, null, instance)
            .createCache(
                "bankhub",
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  private static Config config() {
    Config config = new Config("fleet");
    config.setClusterName("fleet");
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    return config;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + hazelcast.getCluster().getLocalMember().getAddress().getPort();
  }

  @Override
  public void close() {
    hazelcast.shutdown();
  }
}
