package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.infinispan.jcache.embedded.JCachingProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contracts on Infinispan in this JVM, through JCache. */
class InfinispanStoresTest extends SharedStoresContracts {

  private static CachingProvider provider;
  private static Cache<String, String> cache;

  @BeforeAll
  static void start() {
    provider = Caching.getCachingProvider(JCachingProvider.class.getName());
    cache = provider.getCacheManager().createCache("bankhub", new MutableConfiguration<>());
  }

  @BeforeEach
  void empty() {
    cache.clear();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  @Override
  KeyValueStore engine() {
    return new JCacheStore(cache, clock);
  }
}
