package io.github.bankhub.feign.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** A database in memory with the table of the stores. It ends when it is closed. */
final class H2 implements AutoCloseable {

  final JdbcDataSource dataSource = new JdbcDataSource();
  final Connection connection;

  H2() {
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID());
    try {
      connection = dataSource.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute(script("h2"));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static String script(String database) {
    String name = "/META-INF/bankhub/sql/" + database + ".sql";
    try (InputStream script = JdbcKeyValueStore.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
