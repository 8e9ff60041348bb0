package io.github.bankhub.feign.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.testkit.clock.TestClock;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcKeyValueStoreTest {

  private static final Class<SQLException> SQL = SQLException.class;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final H2 h2 = new H2();
  private final TestClock clock = TestClock.fixed();
  private final JdbcKeyValueStore store = JdbcKeyValueStore.of(h2.dataSource, clock);

  @AfterEach
  void stop() {
    h2.close();
  }

  @Test
  void an_expired_entry_is_not_read_and_can_be_replaced() {
    store.set("key", "old", MINUTE);
    clock.advance(MINUTE);

    assertThat(store.get("key")).isEmpty();
    assertThat(store.deleteIfEqual("key", "old")).isFalse();
    assertThat(store.setIfAbsent("key", "new", MINUTE)).isTrue();
    assertThat(store.get("key")).hasValue("new");
  }

  @Test
  void expired_entries_can_be_deleted() {
    store.set("old", "value", MINUTE);
    store.set("new", "value", MINUTE.plusMillis(1));
    clock.advance(MINUTE);

    assertThat(store.deleteExpired()).isEqualTo(1);
    assertThat(store.get("new")).hasValue("value");
  }

  @Test
  void a_claim_in_a_transaction_that_is_rolled_back_is_gone() throws SQLException {
    try (Connection connection = h2.dataSource.getConnection()) {
      connection.setAutoCommit(false);
      Deduplicator inTransaction =
          SharedStores.over(store.within(connection), clock).deduplicator();

      assertThat(inTransaction.claim("event:1")).isTrue();
      assertThat(inTransaction.claim("event:1")).isFalse();
      connection.rollback();
      assertThat(inTransaction.claim("event:1")).isTrue();
      connection.commit();
      assertThat(connection.isClosed()).isFalse();
    }
    assertThat(SharedStores.over(store, clock).deduplicator().claim("event:1")).isFalse();
  }

  @Test
  void a_connection_that_does_not_commit_itself_is_committed() {
    JdbcKeyValueStore manual = JdbcKeyValueStore.of(withoutAutoCommit(h2.dataSource), clock);

    assertThat(manual.setIfAbsent("key", "value", MINUTE)).isTrue();
    assertThat(manual.setIfAbsent("key", "other", MINUTE)).isFalse();
    assertThat(store.get("key")).hasValue("value");
  }

  @Test
  void a_failed_call_stores_nothing_if_the_database_commits_on_close() {
    JdbcKeyValueStore manual =
        JdbcKeyValueStore.of(failing(withoutAutoCommit(h2.dataSource), "commit"), clock);

    assertThatThrownBy(() -> manual.set("key", "value", MINUTE)).cause().hasMessage("commit fails");
    assertThat(store.get("key")).isEmpty();
  }

  @Test
  void a_failed_rollback_does_not_hide_the_first_failure() {
    JdbcKeyValueStore manual =
        JdbcKeyValueStore.of(failing(withoutAutoCommit(h2.dataSource), "commit", "rollback"));

    assertThatThrownBy(() -> manual.get("key"))
        .cause()
        .hasMessage("commit fails")
        .hasSuppressedException(new SQLException("rollback fails"));
  }

  @Test
  void a_connection_that_commits_itself_is_not_rolled_back() {
    JdbcKeyValueStore automatic =
        JdbcKeyValueStore.of(failing(h2.dataSource, "prepareStatement", "rollback"));

    assertThatThrownBy(() -> automatic.get("key"))
        .cause()
        .hasMessage("prepareStatement fails")
        .hasNoSuppressedExceptions();
  }

  @Test
  void a_failure_has_the_SQLException_as_its_cause() {
    JdbcKeyValueStore broken = JdbcKeyValueStore.of(new JdbcDataSource());

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> broken.get("key"))
        .withCauseInstanceOf(SQLException.class);
  }

  @Test
  void a_statement_is_closed_if_a_value_cannot_be_set() {
    List<PreparedStatement> opened = new ArrayList<>();
    JdbcKeyValueStore broken =
        JdbcKeyValueStore.of(
            proxy(
                DataSource.class,
                (source, getConnection, none) -> unsettable(h2.dataSource.getConnection(), opened)),
            clock);

    assertThatThrownBy(() -> broken.set("key", "value", MINUTE)).hasCauseInstanceOf(SQL);
    assertThatThrownBy(() -> broken.get("key")).hasCauseInstanceOf(SQL);
    assertThatThrownBy(() -> broken.setIfAbsent("key", "v", MINUTE)).hasCauseInstanceOf(SQL);
    assertThat(opened).hasSize(3).allMatch(JdbcKeyValueStoreTest::isClosed);
  }

  private static boolean isClosed(PreparedStatement statement) {
    try {
      return statement.isClosed();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** {@return a connection that stays open, and whose statements accept no value} */
  private static Connection unsettable(Connection connection, List<PreparedStatement> opened) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            return null;
          }
          if (!method.getName().equals("prepareStatement")) {
            return method.invoke(connection, arguments);
          }
          PreparedStatement statement = (PreparedStatement) method.invoke(connection, arguments);
          opened.add(statement);
          return proxy(
              PreparedStatement.class,
              (self, called, values) -> {
                if (called.getName().equals("setObject")) {
                  throw new SQLException("setObject fails");
                }
                return called.invoke(statement, values);
              });
        });
  }

  @Test
  void a_value_that_is_too_long_is_not_shown() {
    assertThatThrownBy(() -> store.set("key", "s3cret".repeat(700), MINUTE))
        .hasMessageContaining("4000")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> store.setIfAbsent("key", "s3cret".repeat(700), MINUTE))
        .hasMessageContaining("4000")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_value_may_have_as_many_characters_as_its_column() {
    String longest = "x".repeat(4000);
    store.set("key", longest, MINUTE);

    assertThat(store.get("key")).hasValue(longest);
    assertThat(store.deleteIfEqual("key", longest)).isTrue();
    assertThat(store.get("key")).isEmpty();
  }

  @Test
  void of_two_machines_that_store_an_absent_key_at_the_same_time_one_succeeds() {
    JdbcKeyValueStore late = JdbcKeyValueStore.of(overtaken(h2.dataSource), clock);

    assertThat(late.setIfAbsent("key", "late", MINUTE)).isFalse();
    assertThat(store.get("key")).hasValue("first");
  }

  @Test
  void of_two_machines_that_set_a_key_at_the_same_time_the_later_value_stays() {
    JdbcKeyValueStore late = JdbcKeyValueStore.of(overtaken(h2.dataSource), clock);
    late.set("key", "late", MINUTE);

    assertThat(store.get("key")).hasValue("late");
  }

  @Test
  void a_transaction_goes_on_after_another_one_has_stored_its_key() throws SQLException {
    try (Connection connection = overtaken(h2.dataSource).getConnection()) {
      connection.setAutoCommit(false);
      JdbcKeyValueStore inTransaction = store.within(connection);

      assertThat(inTransaction.setIfAbsent("key", "late", MINUTE)).isFalse();
      inTransaction.set("other", "value", MINUTE);
      connection.commit();
    }
    assertThat(store.get("other")).hasValue("value");
  }

  /** {@return a database in which another machine always inserts a key first} */
  private DataSource overtaken(DataSource dataSource) {
    return proxy(
        DataSource.class, (proxy, method, arguments) -> overtaken(dataSource.getConnection()));
  }

  private Connection overtaken(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("prepareStatement")
              && ((String) arguments[0]).startsWith("insert")) {
            store.setIfAbsent("key", "first", MINUTE);
          }
          return method.invoke(connection, arguments);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql", "sqlserver", "oracle", "h2"})
  void each_script_creates_the_same_columns(String database) {
    assertThat(H2.script(database))
        .startsWith("create table bankhub_entry (")
        .containsPattern("entry_key n?varchar2?\\(150.* primary key")
        .containsPattern("entry_value n?varchar2?\\(4000.* not null")
        .contains("expires_at ", "create index");
  }

  private static DataSource withoutAutoCommit(DataSource dataSource) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Connection connection = dataSource.getConnection();
          connection.setAutoCommit(false);
          return connection;
        });
  }

  /** {@return a database whose connections commit on close, like Oracle; some methods fail} */
  private static DataSource failing(DataSource dataSource, String... methods) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> failing(dataSource.getConnection(), List.of(methods)));
  }

  private static Connection failing(Connection connection, List<String> methods) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (methods.contains(method.getName())) {
            throw new SQLException(method.getName() + " fails");
          }
          if (method.getName().equals("close")) {
            connection.commit();
          }
          return method.invoke(connection, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
