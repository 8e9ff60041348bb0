package io.github.bankhub.examples.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Table;
import io.github.bankhub.examples.links.Transactions;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.testkit.junit.BankHubTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

@BankHubTest
class LinksTest {

  @Test
  void a_message_that_cannot_be_read_is_stored(BankHub hub) throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl("jdbc:h2:mem:unprocessed;DB_CLOSE_DELAY=-1");
    Table.createAll(database);
    Links links = new Links(hub, database, Transactions.of(database), InstantSource.system());
    InboundEndpoint<WebhookEvent> webhooks = links.webhooks(new WebhookSecret("s3cr3t"));

    webhooks.receive(Map.of("X-Secret-Key", List.of("s3cr3t")), "no JSON".getBytes(UTF_8));

    try (Connection connection = database.getConnection();
        ResultSet rows =
            connection.createStatement().executeQuery("select body, cause from unprocessed")) {
      assertTrue(rows.next());
      assertEquals("no JSON", new String(rows.getBytes(1), UTF_8));
      assertTrue(rows.getString(2).contains("WebhookRejectedException"), rows.getString(2));
    }
  }
}
