package io.github.bankhub.examples.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A PostgreSQL server with the table of the stores. */
final class Postgres implements EngineServer {

  final DataSource dataSource;
  private final EmbeddedPostgres server;

  Postgres() throws IOException, SQLException {
    server = EmbeddedPostgres.start();
    dataSource = server.getPostgresDatabase();
    try (InputStream script =
        JdbcKeyValueStore.class.getResourceAsStream("/META-INF/bankhub/sql/postgresql.sql")) {
      execute(new String(script.readAllBytes(), UTF_8));
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  int number(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public String address() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
