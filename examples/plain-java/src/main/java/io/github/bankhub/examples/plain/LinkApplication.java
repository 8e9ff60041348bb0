package io.github.bankhub.examples.plain;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.examples.links.HealthDetails;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Table;
import io.github.bankhub.examples.links.Transactions;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An application in plain Java. Its settings are environment variables. */
public final class LinkApplication implements AutoCloseable {

  private final FeignBankHub hub;
  private final JsonServer server;
  private final URI address;

  LinkApplication(Map<String, String> environment, DataSource dataSource, InstantSource clock)
      throws IOException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    hub =
        FeignBankHub.builder(BankHubSettings.fromEnvironment(environment))
            .clock(clock)
            .listener(BankHubMeters.of(meters))
            .build();
    Links links = new Links(hub, dataSource, Transactions.of(dataSource), clock);
    server = new JsonServer(Integer.parseInt(environment.getOrDefault("PORT", "8080")));
    server.route(
        "POST", "/links", query -> links.open(query.apply("company"), query.apply("user")));
    server.route("GET", "/accounts", query -> links.accounts(query.apply("user")));
    server.route("GET", "/payments", query -> links.payments(query.apply("account")));
    server.route("GET", "/health", query -> HealthDetails.of(hub.health()));
    server.route("GET", "/meters", query -> meters.getMetersAsString());
    WebhookSecret secret = new WebhookSecret(environment.get("SEPAY_WEBHOOK_SECRET"));
    server.receive("/sepay/webhook", links.webhooks(secret));
    server.receive("/sepay/ipn", links.payments(new IpnApiKey(environment.get("SEPAY_IPN_KEY"))));
    address = URI.create("http://127.0.0.1:" + server.start());
  }

  /** Starts the application with a database in memory. Ctrl+C ends it. */
  public static void main(String[] args) throws IOException {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setUrl("jdbc:h2:mem:links;DB_CLOSE_DELAY=-1");
    Table.createAll(dataSource);
    LinkApplication application =
        new LinkApplication(System.getenv(), dataSource, InstantSource.system());
    Runtime.getRuntime().addShutdownHook(new Thread(application::close));
  }

  URI address() {
    return address;
  }

  FeignBankHub hub() {
    return hub;
  }

  @Override
  public void close() {
    server.close();
    hub.close();
  }
}
