package io.github.bankhub.feign.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole way to an IPN: company, linked account, transaction, and an endpoint over HTTP. On a
 * busy machine, an attempt may time out; then the hub retries it.
 */
class OfflineIpnsTest {

  private static final IpnApiKey KEY = new IpnApiKey("k3y-of-this-test");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final List<BalanceNotification> booked = new CopyOnWriteArrayList<>();
  private final InboundEndpoint<BalanceNotification> endpoint =
      InboundEndpoint.of(
          new IpnReader(KEY), Deduplicator.inMemory(), booked::add, (body, cause) -> {});
  private final AtomicInteger arrivals = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/sepay/ipn", this::ipn);
    server.start();
    control
        .ipns()
        .deliverTo(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sepay/ipn"), KEY);
  }

  @AfterEach
  void stop() {
    hub.close();
    server.stop(0);
  }

  private void ipn(HttpExchange exchange) throws IOException {
    arrivals.incrementAndGet();
    InboundResponse response =
        endpoint.receive(exchange.getRequestHeaders(), exchange.getRequestBody());
    byte[] body = response.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", response.contentType());
    exchange.sendResponseHeaders(response.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private BankAccountXid link(CompanyXid company) {
    WebhookInbox webhooks = control.webhooks().inbox();
    LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
    control
        .hostedPage(token.hostedLink())
        .linkSuccessfully(SandboxAccount.of("MBBank", "0123456789"));
    return webhooks.await(BankAccountEvent.Linked.class).bankAccountXid();
  }

  private Transaction only() {
    return hub.transactions().list(TransactionQuery.ALL).items().get(0);
  }

  @Test
  void a_payment_is_booked_once_although_its_IPN_arrives_twice() {
    CompanyXid company = hub.companies().createForIpn("CONG TY TNHH ABC", xid -> {});
    BankAccountXid account = link(company);
    control.ipns().inject(DeliveryFault.duplicate());

    hub.transactions()
        .create(SimulatedTransaction.credit(account, new BigDecimal(150_000), "DH1 thanh toan"));
    control.ipns().runUntilIdle();

    assertThat(arrivals.get()).isGreaterThanOrEqualTo(2);
    Transaction transaction = only();
    assertThat(transaction.isWebhookDelivered()).isTrue();
    BalanceNotification received = booked.get(0);
    assertThat(booked).hasSize(1);
    assertThat(received.transactionId()).isEqualTo(transaction.id());
    assertThat(received.direction()).isEqualTo(TransferDirection.CREDIT);
    assertThat(received.amount()).isEqualByComparingTo("150000");
    assertThat(received.accountNumber().value()).isEqualTo("0123456789");
    assertThat(received.bankAccountXid()).contains(account);
    assertThat(received.gateway())
        .hasValueSatisfying(b -> assertThat(b.value()).isEqualTo("MBBank"));
    assertThat(received.transactionDate()).isEqualTo(transaction.transactionDate());
    assertThat(received.content()).isEqualTo("DH1 thanh toan");
    assertThat(received.referenceCode()).isEqualTo(transaction.referenceNumber());
    assertThat(received.paymentCode()).isEmpty();
    assertThat(received.virtualAccount()).isEmpty();
    assertThat(received.accumulated()).hasValueSatisfying(sum -> assertThat(sum).isZero());
  }

  @Test
  void a_forged_IPN_is_rejected_and_the_transaction_stays_undelivered() {
    BankAccountXid account = link(control.addCompany("CONG TY TNHH ABC"));
    control.ipns().inject(DeliveryFault.wrongSecret());
    control.addTransaction(SimulatedTransaction.credit(account, BigDecimal.ONE, "DH1"));
    control.ipns().runUntilIdle();
    assertThat(booked).isEmpty();
    assertThat(control.ipns().journal().get(0).state()).isEqualTo(State.REJECTED);
    assertThat(only().isWebhookDelivered()).isFalse();
  }
}
