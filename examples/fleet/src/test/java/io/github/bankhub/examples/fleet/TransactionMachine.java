package io.github.bankhub.examples.fleet;

import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A program that processes each event in a transaction of the database. */
final class TransactionMachine {

  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
  private final JdbcKeyValueStore database = JdbcKeyValueStore.of(dataSource);

  private TransactionMachine(String url) {
    dataSource.setUrl(url);
  }

  public static void main(String[] args) throws Exception {
    new TransactionMachine(args[0]).processAll(Integer.parseInt(args[1]));
  }

  private void processAll(int count) throws SQLException, InterruptedException {
    List<String> events = Machine.events(count);
    while (processed() < count) {
      for (String event : events) {
        process(event);
      }
    }
  }

  private void process(String event) throws SQLException, InterruptedException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      Deduplicator deduplicator = SharedStores.over(database.within(connection)).deduplicator();
      if (deduplicator.claim(event)) {
        insertEffect(event, connection);
        Machine.work();
      }
      connection.commit();
    }
  }

  private static void insertEffect(String event, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into effect (event) values (?)")) {
      insert.setString(1, event);
      insert.executeUpdate();
    }
  }

  private int processed() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(distinct event) from effect")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
