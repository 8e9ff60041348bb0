package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.feign.webhook.WebhookReader;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.Webhooks;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhooksTest {

  @Test
  void in_memory() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
    WebhookInbox inbox = hub.control().webhooks().inbox();

    LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
    hub.control().hostedPage(token.hostedLink()).finishSuccessfully();

    BankAccountEvent.Linked linked = inbox.await(BankAccountEvent.Linked.class);

    assertThat(linked.linkTokenXid()).contains(token.xid());
  }

  @Test
  void with_custom_code() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
    WebhookSecret secret = new WebhookSecret("s3cr3t");
    List<String> handled = new ArrayList<>();

    WebhookReader reader = new WebhookReader(secret);
    Deduplicator deduplicator = Deduplicator.inMemory();
    Webhooks webhooks = hub.control().webhooks();
    webhooks.deliverTo(
        request -> {
          WebhookEvent event = reader.read(request.headers(), request.body());
          if (deduplicator.claim(event)) {
            handled.add(event.name());
          }
          return 200;
        },
        secret);
    webhooks.inject(DeliveryFault.duplicate().always());

    hub.linkTokens().create(LinkTokenRequest.link(company));
    webhooks.awaitDeliveries();

    assertThat(handled).containsExactly("LINK_TOKEN_CREATED");
  }

  @Test
  void over_http() {
    Webhooks webhooks = InMemoryBankHub.create().control().webhooks();

    URI url = URI.create("http://localhost:8080/sepay/webhook");
    webhooks.deliverTo(url, new WebhookSecret("s3cr3t"));

    webhooks.inject(DeliveryFault.loss().times(2).on("BANK_ACCOUNT_LINKED"));

    assertThat(webhooks.journal()).isEmpty();
  }

  @Test
  void all_attempts() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
    Webhooks webhooks = hub.control().webhooks();
    WebhookInbox inbox = webhooks.inbox();

    inbox.breakConnections();
    hub.linkTokens().create(LinkTokenRequest.link(company));
    hub.control().clock().advance(Duration.ofMinutes(33));
    webhooks.awaitDeliveries();

    WebhookDelivery delivery = webhooks.journal().get(0);
    assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.EXHAUSTED);
    assertThat(delivery.attempts()).hasSize(8);
  }

  @Test
  void the_second_attempt() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
    Webhooks webhooks = hub.control().webhooks();
    WebhookInbox inbox = webhooks.inbox();

    inbox.breakConnections();
    hub.linkTokens().create(LinkTokenRequest.link(company));
    webhooks.awaitDeliveries(); // the first attempt has failed

    inbox.respond(200);
    hub.control().clock().advance(Duration.ofMinutes(1));
    webhooks.awaitDeliveries();

    WebhookDelivery delivery = webhooks.journal().get(0);
    assertThat(delivery.state()).isEqualTo(WebhookDelivery.State.DELIVERED);
    assertThat(delivery.attempts()).hasSize(2);
    assertThat(inbox.events()).hasSize(1);
  }

  @Test
  void ipn() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
    BankAccountXid account =
        hub.control().addBankAccount(company, SandboxAccount.of("MBBank", "0123456789"));

    WebhookInbox inbox = hub.control().ipns().inbox();
    hub.transactions()
        .create(SimulatedTransaction.credit(account, new BigDecimal(150_000), "DH1 thanh toan"));

    BalanceNotification credit = inbox.awaitIpn();

    assertThat(credit.amount()).isEqualByComparingTo("150000");
  }
}
