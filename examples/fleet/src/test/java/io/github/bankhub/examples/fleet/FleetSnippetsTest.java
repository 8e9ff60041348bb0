package io.github.bankhub.examples.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.clock.TestClock;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/fleet.md. */
class FleetSnippetsTest {

  private static final WebhookEvent EVENT =
      WebhookEvent.of(Map.of("xid", "e-1", "event", "LINK_TOKEN_REVOKED", "timestamp", 1768312100));

  private static Postgres postgres;
  private final List<WebhookEvent> processed = new ArrayList<>();
  private DataSource dataSource;
  private JdbcKeyValueStore database;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = new Postgres();
  }

  @BeforeEach
  void connect() throws SQLException {
    postgres.execute("truncate table bankhub_entry");
    dataSource = postgres.dataSource;
    database = JdbcKeyValueStore.of(dataSource);
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void a_hub_with_shared_stores() {
    InMemoryBankHub service = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
    CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    try (BankHubServer server = BankHubServer.start(service)) {
      BankHubSettings settings =
          BankHubSettings.of(server.environment(), service.control().credentials());

      SharedStores stores = SharedStores.over(JdbcKeyValueStore.of(dataSource));
      FeignBankHub hub =
          FeignBankHub.builder(settings).accessTokenStore(stores.accessTokens()).build();
      Deduplicator deduplicator = stores.deduplicator();
      LinkTokenReferences references = stores.linkTokenReferences();

      references.save(hub.linkTokens().create(LinkTokenRequest.link(company)), "user-7");
      assertThat(references.findOpen("user-7")).isPresent();
      assertThat(deduplicator.claim(EVENT)).isTrue();
      hub.close();
    }
  }

  void handle(WebhookEvent event) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        Deduplicator deduplicator = SharedStores.over(database.within(connection)).deduplicator();
        if (deduplicator.claim(event)) {
          process(event, connection); // your own statements
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback(); // Oracle commits a connection that is closed
        throw e;
      }
    }
  }

  @Test
  void in_a_transaction() throws SQLException {
    handle(EVENT);
    handle(EVENT);

    assertThat(processed).hasSize(1);
  }

  @Test
  void in_two_steps() {
    Deduplicator deduplicator = SharedStores.over(database).deduplicator();
    for (WebhookEvent event : List.of(EVENT, EVENT)) {
      deduplicator
          .claim(event, Deduplicator.DEFAULT_LEASE)
          .ifPresent(
              claim -> {
                process(event);
                claim.confirm();
              });
    }

    assertThat(processed).hasSize(1);
  }

  @Test
  void encrypted() throws GeneralSecurityException {
    Aes aes = new Aes(KeyGenerator.getInstance("AES").generateKey(), new SecureRandom());

    SharedStores stores = SharedStores.over(database.encrypted(aes::encrypt, aes::decrypt));

    assertThat(stores.deduplicator().claim(EVENT)).isTrue();
    assertThat(stores.deduplicator().claim(EVENT)).isFalse();
    assertThat(aes.encrypt("text")).isNotEqualTo(aes.encrypt("text"));
  }

  private void process(WebhookEvent event) {
    processed.add(event);
  }

  private void process(WebhookEvent event, Connection connection) throws SQLException {
    assertThat(connection.isClosed()).isFalse();
    processed.add(event);
  }

  record Aes(SecretKey key, SecureRandom random) {

    String encrypt(String text) {
      byte[] vector = new byte[12];
      random.nextBytes(vector);
      byte[] encrypted = run(Cipher.ENCRYPT_MODE, vector, text.getBytes(UTF_8));
      Base64.Encoder base64 = Base64.getEncoder();
      return base64.encodeToString(vector) + base64.encodeToString(encrypted);
    }

    String decrypt(String text) {
      byte[] all = Base64.getDecoder().decode(text); // 12 bytes are 16 characters without padding
      byte[] vector = Arrays.copyOf(all, 12);
      return new String(
          run(Cipher.DECRYPT_MODE, vector, Arrays.copyOfRange(all, 12, all.length)), UTF_8);
    }

    private byte[] run(int mode, byte[] vector, byte[] input) {
      try {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, vector));
        return cipher.doFinal(input);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("The value of a shared store cannot be read", e);
      }
    }
  }
}
