package io.github.bankhub.examples.links;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Transactions of a framework whose data source returns the connection of the current transaction.
 *
 * @param dataSource the data source
 * @param transaction runs work in a new transaction. If the work throws, it rolls the transaction
 *     back, and throws the same exception
 */
public record JoinedTransactions(DataSource dataSource, Consumer<Runnable> transaction)
    implements Transactions {

  @Override
  public void run(Consumer<Connection> work) {
    transaction.accept(() -> runInside(work));
  }

  private void runInside(Consumer<Connection> work) {
    try (Connection connection = dataSource.getConnection()) {
      work.accept(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
