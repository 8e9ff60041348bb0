package io.github.bankhub.examples.links;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookEventVisitor;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.IpnReader;
import io.github.bankhub.feign.webhook.WebhookReader;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Links bank accounts to the users of an application, and stores their payments. Uses no framework.
 * Thread-safe.
 */
public final class Links {

  private final BankHub hub;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Table table;
  private final JdbcKeyValueStore store;
  private final LinkTokenReferences references;

  public Links(BankHub hub, DataSource dataSource, Transactions transactions, InstantSource clock) {
    this.hub = hub;
    this.transactions = transactions;
    this.clock = clock;
    table = new Table(dataSource);
    store = JdbcKeyValueStore.of(dataSource, clock);
    references = SharedStores.over(store, clock).linkTokenReferences();
  }

  /** {@return the link of a user that is still open, or a new one} */
  public LinkPage open(String company, String user) {
    return LinkPage.of(references.findOpen(user).orElseGet(() -> create(company, user)));
  }

  private LinkToken create(String company, String user) {
    LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid(company)));
    references.save(token, user);
    return token;
  }

  /** {@return the ids of a user's bank accounts} */
  public List<String> accounts(String user) {
    return table.accounts(user);
  }

  /** {@return the amounts that a bank account received} */
  public List<String> payments(String account) {
    return table.payments(account);
  }

  /** {@return the endpoint for webhooks} */
  public InboundEndpoint<WebhookEvent> webhooks(WebhookSecret secret) {
    return InboundEndpoint.of(
        new WebhookReader(secret),
        event -> once(Deduplicator.key(event), connection -> store(event, connection)),
        table::addUnprocessed);
  }

  /** {@return the endpoint for IPNs} */
  public InboundEndpoint<BalanceNotification> payments(IpnApiKey key) {
    return InboundEndpoint.of(
        new IpnReader(key),
        payment -> once(Deduplicator.key(payment), connection -> Table.add(payment, connection)),
        table::addUnprocessed);
  }

  /** {@return both endpoints, by the last part of their path} */
  public Map<String, InboundEndpoint<?>> endpoints(String webhookSecret, String ipnKey) {
    return Map.of(
        "webhook", webhooks(new WebhookSecret(webhookSecret)),
        "ipn", payments(new IpnApiKey(ipnKey)));
  }

  /** Claims a message and stores its effect in the same transaction. */
  private void once(String key, Consumer<Connection> effect) {
    transactions.run(
        connection -> {
          if (stores(connection).deduplicator().claim(key)) {
            effect.accept(connection);
          }
        });
  }

  private void store(WebhookEvent event, Connection connection) {
    event.accept(new Events(connection, stores(connection).linkTokenReferences()));
  }

  private SharedStores stores(Connection connection) {
    return SharedStores.over(store.within(connection), clock);
  }

  private record Events(Connection connection, LinkTokenReferences references)
      implements WebhookEventVisitor<Boolean> {

    @Override
    public Boolean bankAccountLinked(BankAccountEvent.Linked event) {
      String user = event.linkTokenXid().flatMap(references::find).orElse("unknown");
      event.linkTokenXid().ifPresent(references::close);
      Table.add(user, event.bankAccountXid(), connection);
      return true;
    }

    @Override
    public Boolean bankAccountUnlinked(BankAccountEvent.Unlinked event) {
      Table.remove(event.bankAccountXid(), connection);
      return true;
    }

    @Override
    public Boolean other(WebhookEvent event) {
      return false;
    }
  }
}
