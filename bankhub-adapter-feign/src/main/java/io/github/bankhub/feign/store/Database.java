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
          return connection.getAutoCommit() ? work.on(connection) : inTransaction(connection, work);
        }
      }
    };
  }

  private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (Throwable e) {
      rollBack(connection, e);
      throw e;
    }
  }

  // Oracle would commit the rest when the connection is closed.
  private static void rollBack(Connection connection, Throwable failure) {
    try {
      connection.rollback();
    } catch (SQLException | RuntimeException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
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
