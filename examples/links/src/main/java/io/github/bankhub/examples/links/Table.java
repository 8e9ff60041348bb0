package io.github.bankhub.examples.links;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.ipn.BalanceNotification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The tables of the application. */
public final class Table {

  private final DataSource dataSource;

  Table(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Creates the tables in an empty H2 database. */
  public static void createAll(DataSource dataSource) {
    for (String script : List.of("META-INF/bankhub/sql/h2.sql", "links.sql")) {
      try (InputStream input = Table.class.getClassLoader().getResourceAsStream(script);
          Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(new String(input.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("The tables cannot be created", e);
      }
    }
  }

  List<String> accounts(String user) {
    return query("select bank_account from linked_account where user_id = ?", user);
  }

  List<String> payments(String account) {
    return query("select amount from payment where bank_account = ?", account);
  }

  void addUnprocessed(byte[] body, Throwable cause) {
    try (Connection connection = dataSource.getConnection()) {
      update(connection, "insert into unprocessed values (?, ?)", body, cause.toString());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void add(String user, BankAccountXid account, Connection connection) {
    update(connection, "insert into linked_account values (?, ?)", user, account.value());
  }

  static void remove(BankAccountXid account, Connection connection) {
    update(connection, "delete from linked_account where bank_account = ?", account.value());
  }

  static void add(BalanceNotification payment, Connection connection) {
    update(
        connection,
        "insert into payment values (?, ?, ?)",
        payment.transactionId().value(),
        payment.bankAccountXid().map(BankAccountXid::value).orElse(null),
        payment.amount());
  }

  private List<String> query(String sql, String argument) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, argument);
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(Connection connection, String sql, Object... arguments) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
