package io.github.bankhub.examples.fleet;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A program of a fleet, in a JVM of its own. */
final class Machine {

  static final int EVENTS = 120;
  static final Duration LEASE = Duration.ofSeconds(1);

  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
  private final JdbcKeyValueStore database;

  private Machine(String url) {
    dataSource.setUrl(url);
    database = JdbcKeyValueStore.of(dataSource);
  }

  public static void main(String[] args) throws Exception {
    Machine machine = new Machine(args[1]);
    switch (args[0]) {
      case "link" -> machine.createLinkToken(args);
      case "transaction" -> machine.processAll(machine::inTransaction);
      case "two-steps" -> machine.processAll(machine::inTwoSteps);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private void createLinkToken(String[] args) throws IOException {
    BankHubEnvironment environment =
        BankHubEnvironment.SANDBOX.withUnencryptedBaseUri(URI.create(args[2]));
    BankHubSettings settings =
        BankHubSettings.of(environment, ClientCredentials.of(args[3], args[4]));
    try (FeignBankHub hub =
        FeignBankHub.builder(settings)
            .accessTokenStore(SharedStores.over(database).accessTokens())
            .build()) {
      System.out.println("ready");
      // Both machines start when the test writes to both.
      int unused = System.in.read();
      hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid(args[5])));
    }
  }

  private void processAll(Handler handler) throws SQLException {
    List<Integer> events = new ArrayList<>();
    for (int event = 0; event < EVENTS; event++) {
      events.add(event);
    }
    Collections.shuffle(events);
    while (processed() < EVENTS) {
      for (int event : events) {
        handler.handle("event:" + event);
      }
    }
  }

  private void inTransaction(String event) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      Deduplicator deduplicator = SharedStores.over(database.within(connection)).deduplicator();
      if (deduplicator.claim(event)) {
        process(event, connection);
      }
      connection.commit();
    }
  }

  private void inTwoSteps(String event) throws SQLException {
    Deduplicator deduplicator = SharedStores.over(database).deduplicator();
    Deduplicator.Claim claim = deduplicator.claim(event, LEASE).orElse(null);
    if (claim != null) {
      try (Connection connection = dataSource.getConnection()) {
        process(event, connection);
      }
      claim.confirm();
    }
  }

  private static void process(String event, Connection connection) throws SQLException {
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

  /** Processes an event if no other machine did. */
  @FunctionalInterface
  private interface Handler {
    void handle(String event) throws SQLException;
  }
}
