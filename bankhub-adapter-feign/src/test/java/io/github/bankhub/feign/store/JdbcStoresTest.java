package io.github.bankhub.feign.store;

import org.junit.jupiter.api.AfterEach;

class JdbcStoresTest extends SharedStoresContracts {

  private final H2 h2 = new H2();

  @Override
  KeyValueStore engine() {
    return JdbcKeyValueStore.of(h2.dataSource, clock);
  }

  @AfterEach
  void stop() {
    h2.close();
  }
}
