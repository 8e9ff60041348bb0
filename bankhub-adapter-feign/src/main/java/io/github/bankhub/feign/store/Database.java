package io.github.bankhub.feign.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The source of the connection for a piece of work. */
abstract class Database {

  abstract <T> T run(Work<T> work) throws SQLException;

  /** {@return a database with a connection for each piece of work, which is committed} */
  static Database of(DataSource dataSource) {
    return new Database() {
      @Override
      <T> T run(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
          T result = work.on(connection);
          if (!connection.getAutoCommit()) {
            connection.commit();
          }
          return result;
        }
      }
    };
  }

  /** {@return a database with one connection, whose owner commits} */
  static Database of(Connection connection) {
    return new Database() {
      @Override
      <T> T run(Work<T> work) throws SQLException {
        return work.on(connection);
      }
    };
  }

  /** Statements on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
