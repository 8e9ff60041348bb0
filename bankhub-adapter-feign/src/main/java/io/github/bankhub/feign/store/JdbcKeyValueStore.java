package io.github.bankhub.feign.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * A {@link KeyValueStore} in one table of a database, {@code bankhub_entry}. Immutable and
 * thread-safe.
 *
 * <p>The jar contains a script that creates the table, for PostgreSQL, MySQL and MariaDB, SQL
 * Server, Oracle and H2: {@code META-INF/bankhub/sql/postgresql.sql} and so on. An entry that has
 * expired is not read, and a new one can replace it. Call {@link #deleteExpired()} from time to
 * time. All machines need clocks that differ by less than a second.
 *
 * <p>If the database fails, each method throws an {@link IllegalStateException} whose cause is the
 * {@link SQLException}.
 */
public final class JdbcKeyValueStore implements KeyValueStore {

  private static final int MAX_LENGTH = 4000;

  private static final String FIND =
      "select entry_value from bankhub_entry where entry_key = ? and expires_at > ?";
  private static final String EXPIRY = "select expires_at from bankhub_entry where entry_key = ?";
  private static final String INSERT =
      "insert into bankhub_entry (entry_value, expires_at, entry_key) values (?, ?, ?)";
  private static final String UPDATE =
      "update bankhub_entry set entry_value = ?, expires_at = ? where entry_key = ?";
  private static final String REPLACE_EXPIRED = UPDATE + " and expires_at <= ?";
  private static final String DELETE =
      "delete from bankhub_entry where entry_key = ? and entry_value = ? and expires_at > ?";
  private static final String DELETE_EXPIRED = "delete from bankhub_entry where expires_at <= ?";

  private final Database database;
  private final InstantSource clock;

  private JdbcKeyValueStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /** {@return a store in a database, with the clock of the system} */
  public static JdbcKeyValueStore of(DataSource dataSource) {
    return of(dataSource, InstantSource.system());
  }

  /**
   * {@return a store in a database}
   *
   * @param dataSource gives a connection for each method call; it is committed and closed
   * @param clock decides which entries have expired
   */
  public static JdbcKeyValueStore of(DataSource dataSource, InstantSource clock) {
    Objects.requireNonNull(dataSource, "dataSource");
    return new JdbcKeyValueStore(Database.of(dataSource), clock);
  }

  /**
   * {@return a store that uses one connection and its transaction} It neither commits nor closes.
   * If the transaction is rolled back, what was stored is gone. If another transaction has stored
   * the same key and is not finished, {@link #setIfAbsent} waits for its end.
   *
   * @param connection the connection; the store is as thread-safe as it is
   */
  public JdbcKeyValueStore within(Connection connection) {
    Objects.requireNonNull(connection, "connection");
    return new JdbcKeyValueStore(Database.of(connection), clock);
  }

  @Override
  public Optional<String> get(String key) {
    return run(connection -> text(connection, key, now()));
  }

  @Override
  public void set(String key, String value, Duration lifetime) {
    requireShort(value);
    run(
        connection -> {
          long end = end(lifetime);
          return update(connection, UPDATE, value, end, key) > 0
              || insert(connection, value, end, key)
              || update(connection, UPDATE, value, end, key) > 0;
        });
  }

  @Override
  public boolean setIfAbsent(String key, String value, Duration lifetime) {
    requireShort(value);
    return run(
        connection -> {
          long end = end(lifetime);
          OptionalLong expiry = expiry(connection, key);
          if (expiry.isEmpty()) {
            return insert(connection, value, end, key);
          }
          return expiry.getAsLong() <= now()
              && update(connection, REPLACE_EXPIRED, value, end, key, now()) > 0;
        });
  }

  @Override
  public boolean deleteIfEqual(String key, String value) {
    return run(connection -> update(connection, DELETE, key, value, now()) > 0);
  }

  /**
   * Deletes the entries that have expired.
   *
   * @return their number
   */
  public int deleteExpired() {
    return run(connection -> update(connection, DELETE_EXPIRED, now()));
  }

  private long now() {
    return clock.millis();
  }

  private long end(Duration lifetime) {
    return Math.addExact(now(), lifetime.toMillis());
  }

  private <T> T run(Database.Work<T> work) {
    try {
      return database.run(work);
    } catch (SQLException e) {
      throw new IllegalStateException("The database of the shared stores failed", e);
    }
  }

  /** {@return false if the key exists} */
  private static boolean insert(Connection connection, Object... values) throws SQLException {
    // Without a savepoint, PostgreSQL would end the caller's transaction at a duplicate key.
    Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
    try {
      return update(connection, INSERT, values) > 0;
    } catch (SQLException e) {
      if (!String.valueOf(e.getSQLState()).startsWith("23")) {
        throw e;
      }
      if (savepoint != null) {
        connection.rollback(savepoint);
      }
      return false;
    }
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return with(values, statement).executeUpdate();
    }
  }

  private static Optional<String> text(Connection connection, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND);
        ResultSet rows = with(values, statement).executeQuery()) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  private static OptionalLong expiry(Connection connection, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EXPIRY);
        ResultSet rows = with(values, statement).executeQuery()) {
      return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
    }
  }

  private static PreparedStatement with(Object[] values, PreparedStatement statement)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Some databases show a value that is too long in their message. */
  private static void requireShort(String value) {
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("The value is longer than " + MAX_LENGTH + " characters");
    }
  }
}
