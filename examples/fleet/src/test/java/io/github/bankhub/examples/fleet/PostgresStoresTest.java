package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.github.bankhub.feign.store.KeyValueStore;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresStoresTest extends SharedStoresContracts {

  private static Postgres postgres;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = new Postgres();
  }

  @BeforeEach
  void empty() throws SQLException {
    postgres.execute("truncate table bankhub_entry");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  KeyValueStore engine() {
    return JdbcKeyValueStore.of(postgres.dataSource, clock);
  }
}
