package io.github.bankhub.examples.fleet;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.bankhub.feign.store.KeyValueStore;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contracts on Hazelcast, through JCache. */
class JCacheStoresTest extends SharedStoresContracts {

  private static HazelcastInstance hazelcast;
  private static Cache<String, String> cache;

  @BeforeAll
  static void start() {
    Config config = new Config("fleet");
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getJetConfig().setEnabled(false);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    hazelcast = Hazelcast.newHazelcastInstance(config);
    Properties instance = HazelcastCachingProvider.propertiesByInstanceItself(hazelcast);
    CachingProvider provider =
        Caching.getCachingProvider("com.hazelcast.cache.HazelcastMemberCachingProvider");
    CacheManager manager = provider.getCacheManager(null, null, instance);
    cache =
        manager.createCache(
            "bankhub",
            new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  @BeforeEach
  void empty() {
    cache.clear();
  }

  @AfterAll
  static void stop() {
    hazelcast.shutdown();
  }

  @Override
  KeyValueStore engine() {
    return new JCacheStore(cache, clock);
  }
}
