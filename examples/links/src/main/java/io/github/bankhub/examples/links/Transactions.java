package io.github.bankhub.examples.links;

import java.sql.Connection;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The transactions of the application, usually those of its framework. */
@FunctionalInterface
public interface Transactions {

  /**
   * Runs work in a transaction.
   *
   * @param work uses the connection of the transaction. If it throws, the transaction is rolled
   *     back, and this method throws the same exception
   */
  void run(Consumer<Connection> work);

  /**
   * {@return transactions with a connection of their own, for an application without a framework}
   */
  static Transactions of(DataSource dataSource) {
    return new JdbcTransactions(dataSource);
  }
}
