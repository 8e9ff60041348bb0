package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contracts on Hazelcast, through JCache. */
class HazelcastStoresTest extends SharedStoresContracts {

  private static HazelcastMember hazelcast;

  @BeforeAll
  static void start() {
    hazelcast = new HazelcastMember();
  }

  @BeforeEach
  void empty() {
    hazelcast.cache.clear();
  }

  @AfterAll
  static void stop() {
    hazelcast.close();
  }

  @Override
  KeyValueStore engine() {
    return new JCacheStore(hazelcast.cache, clock);
  }
}
