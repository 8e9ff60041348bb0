package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.IpnDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Attempt;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Outcome;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.math.BigDecimal;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IpnsTest {

  private static final IpnApiKey KEY = new IpnApiKey("k3y-of-this-test");
  private static final BigDecimal AMOUNT = new BigDecimal(150_000);

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final Ipns ipns = control.ipns();
  private final Instant start = control.clock().instant();
  private final CompanyXid company = control.addCompany("CONG TY TNHH ABC");
  private final BankAccountXid account =
      control.addBankAccount(company, SandboxAccount.of("MBBank", "0123456789"));

  private TransactionId simulate(String content) {
    return hub.transactions().create(SimulatedTransaction.credit(account, AMOUNT, content)).id();
  }

  private IpnDelivery delivery() {
    return ipns.journal().get(0);
  }

  private static final class Recorder {

    private final List<WebhookRequest> requests = new ArrayList<>();

    int receive(WebhookRequest request) {
      requests.add(request);
      return 200;
    }
  }

  @Nested
  class Sending {

    @Test
    void a_simulated_transaction_arrives_with_every_documented_field() {
      Recorder recorder = new Recorder();
      ipns.deliverTo(recorder::receive, KEY);
      TransactionId id = simulate("DH1 thanh toan");
      ipns.awaitDeliveries();

      WebhookRequest request = recorder.requests.get(0);
      assertThat(request.headers())
          .containsEntry("Authorization", List.of("Apikey k3y-of-this-test"))
          .containsEntry("Content-Type", List.of("application/json"))
          .doesNotContainKey(WebhookRequest.SECRET_HEADER);
      String reference = hub.transactions().get(id).referenceNumber().orElseThrow();
      assertThat(new String(request.body(), UTF_8))
          .isEqualTo(
              ("{\"gateway\":\"MBBank\",\"transaction_date\":\"2026-01-31 10:30:00\","
                      + "\"account_number\":\"0123456789\",\"bank_account_xid\":\"%s\",\"va\":null,"
                      + "\"payment_code\":null,\"content\":\"DH1 thanh toan\","
                      + "\"transfer_type\":\"credit\",\"amount\":150000,\"reference_code\":\"%s\","
                      + "\"accumulated\":0,\"transaction_id\":\"%s\"}")
                  .formatted(account, reference, id));
    }

    @Test
    void all_must_be_accepted_to_be_all_delivered() {
      ipns.deliverTo(request -> 200, KEY);
      simulate("DH1");
      ipns.assertAllDelivered();
      ipns.deliverTo(request -> 500, KEY);
      simulate("DH2");
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(ipns::assertAllDelivered)
          .withMessageStartingWith("1 of 2 IPNs were not delivered to the receiver:")
          .withMessageContaining("500");
    }

    @Test
    void nothing_to_send_is_not_all_delivered_and_the_reason_is_named() {
      simulate("DH1");
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(ipns::assertAllDelivered)
          .withMessage(
              "no IPNs were to be sent to any receiver, because IPNs are off:"
                  + " no receiver of IPNs was set when it happened");
    }

    @Test
    void a_transaction_that_a_test_adds_arrives_too() {
      WebhookInbox inbox = ipns.inbox();
      TransactionId id =
          control.addTransaction(SimulatedTransaction.debit(account, AMOUNT, "withdrawal"));
      BalanceNotification received = inbox.awaitIpn();
      assertThat(received.transactionId()).isEqualTo(id);
      assertThat(received.direction()).isEqualTo(TransferDirection.DEBIT);
      assertThat(inbox.ipns()).containsExactly(received);
      assertThat(inbox.events()).isEmpty();
    }

    @Test
    void an_accepted_IPN_sets_webhook_success_and_its_filter() {
      WebhookInbox inbox = ipns.inbox();
      inbox.respond(503);
      TransactionId rejected = simulate("DH1");
      ipns.awaitDeliveries();
      inbox.respond(200);
      TransactionId delivered = simulate("DH2");
      ipns.awaitDeliveries();

      assertThat(hub.transactions().get(rejected).isWebhookDelivered()).isFalse();
      assertThat(hub.transactions().get(delivered).isWebhookDelivered()).isTrue();
      assertThat(idsOf(TransactionQuery.ALL.withWebhookDelivered(true))).containsExactly(delivered);
      assertThat(idsOf(TransactionQuery.ALL.withWebhookDelivered(false))).containsExactly(rejected);
      ipns.redeliver(rejected);
      ipns.awaitDeliveries();
      assertThat(idsOf(TransactionQuery.ALL.withWebhookDelivered(false))).isEmpty();
    }

    private List<TransactionId> idsOf(TransactionQuery query) {
      return hub.transactions().list(query).items().stream().map(it -> it.id()).toList();
    }

    @Test
    void webhooks_and_IPNs_have_receivers_of_their_own() {
      WebhookInbox webhooks = control.webhooks().inbox();
      WebhookInbox inbox = ipns.inbox();
      simulate("DH1");
      hub.linkTokens().create(LinkTokenRequest.link(company));
      inbox.awaitIpn();
      webhooks.await("LINK_TOKEN_CREATED");
      assertThat(webhooks.received()).hasSize(1);
      assertThat(inbox.received()).hasSize(1);
    }

    @Test
    void one_inbox_can_receive_both() {
      WebhookInbox inbox = control.webhooks().inbox();
      ipns.deliverTo(inbox, inbox.apiKey());
      simulate("DH1");
      hub.linkTokens().create(LinkTokenRequest.link(company));
      inbox.await("LINK_TOKEN_CREATED");
      inbox.awaitIpn();
      assertThat(inbox.received()).hasSize(2);
    }

    @Test
    void an_inbox_over_HTTP_gets_them_with_its_key() {
      try (WebhookInboxServer server = WebhookInboxServer.start()) {
        ipns.deliverTo(server);
        simulate("DH1");
        assertThat(server.inbox().awaitIpn().content()).isEqualTo("DH1");
        assertThat(server.inbox().received().get(0).headers().get("Authorization"))
            .containsExactly("Apikey " + server.inbox().apiKey().reveal());
      }
    }

    @Test
    void an_invalid_address_is_rejected() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ipns.deliverTo(URI.create("ftp://shop.example"), KEY))
          .withMessageContaining("expected: http or https");
    }

    @Test
    void nothing_is_sent_after_off() {
      WebhookInbox inbox = ipns.inbox();
      ipns.off();
      simulate("DH1");
      ipns.awaitDeliveries();
      assertThat(inbox.received()).isEmpty();
      assertThat(ipns).hasToString("Ipns[0 deliveries]");
    }

    @Test
    void a_reset_ends_the_receiver() {
      ipns.inbox();
      simulate("DH1");
      ipns.awaitDeliveries();
      control.reset();
      assertThat(ipns.journal()).isEmpty();
      assertThat(ipns.unsent()).isEmpty();
      assertThatIllegalStateException()
          .isThrownBy(() -> ipns.redeliver(new TransactionId("t-1")))
          .withMessage("there is no receiver of IPNs to deliver to");
    }
  }

  @Nested
  class Faults {

    @Test
    void a_duplicate_arrives_twice_with_one_id() {
      WebhookInbox inbox = ipns.inbox();
      ipns.inject(DeliveryFault.duplicate());
      TransactionId id = simulate("DH1");
      ipns.awaitDeliveries();
      assertThat(inbox.ipns())
          .extracting(BalanceNotification::transactionId)
          .containsExactly(id, id);
    }

    @Test
    void a_network_failure_is_retried_by_the_clock_of_the_hub() {
      ipns.deliverTo(
          request -> {
            throw new SocketException("reset");
          },
          KEY);
      TransactionId id = simulate("DH1");
      ipns.runUntilIdle();
      assertThat(delivery().state()).isEqualTo(State.EXHAUSTED);
      assertThat(delivery().attempts())
          .extracting(Attempt::due)
          .containsExactlyElementsOf(
              List.of(0, 1, 2, 4, 7, 12, 20, 33).stream()
                  .map(minute -> start.plus(Duration.ofMinutes(minute)))
                  .toList());
      assertThat(delivery().attempts())
          .extracting(Attempt::outcome)
          .containsOnly(Outcome.CONNECTION_FAILED);
      assertThat(ipns.whyNotDelivered(id)).contains("the connection was reset");
    }

    @Test
    void a_wrong_key_and_no_key_are_sent_as_by_an_attacker() {
      Recorder recorder = new Recorder();
      ipns.deliverTo(recorder::receive, KEY);
      ipns.inject(DeliveryFault.wrongSecret());
      ipns.inject(DeliveryFault.noSecret());
      TransactionId wrong = simulate("DH1");
      TransactionId none = simulate("DH2");
      ipns.awaitDeliveries();
      assertThat(recorder.requests.get(0).headers())
          .containsEntry("Authorization", List.of("Apikey not-the-secret"));
      assertThat(recorder.requests.get(1).headers()).doesNotContainKey("Authorization");
      assertThat(ipns.whyNotDelivered(wrong))
          .contains(
              "the receiver accepted an IPN with a wrong key; it must check the header"
                  + " Authorization");
      assertThat(ipns.whyNotDelivered(none))
          .contains(
              "the receiver accepted an IPN without a key; it must check the header"
                  + " Authorization");
    }

    @Test
    void are_listed_and_cleared() {
      ipns.inject(DeliveryFault.loss().always());
      assertThat(ipns.faults()).hasSize(1);
      assertThat(control.webhooks().faults()).isEmpty();
      ipns.clearFaults();
      assertThat(ipns.faults()).isEmpty();
    }

    @Test
    void of_events_and_link_tokens_are_rejected() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ipns.inject(DeliveryFault.loss().on("BANK_ACCOUNT_LINKED")))
          .withMessage(
              "LOSS times 1 on [BANK_ACCOUNT_LINKED] cannot apply to IPNs, which have neither an"
                  + " event nor a link token");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ipns.inject(DeliveryFault.otherLinkToken()))
          .withMessageStartingWith("OTHER_LINK_TOKEN times 1");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "401 | the receiver rejected the key; compare its key with that of the hub, which is in"
              + " the header Authorization: Apikey (only webhooks have X-Secret-Key)",
          "404 | the receiver has no such path; check the URL of the receiver of IPNs",
          "500 | the receiver failed; see its log",
        })
    void a_rejection_is_explained(int status, String problem) {
      WebhookInbox inbox = ipns.inbox();
      inbox.respond(status);
      TransactionId id = simulate("DH1");
      ipns.awaitDeliveries();
      assertThat(delivery().state()).isEqualTo(State.REJECTED);
      assertThat(ipns.whyNotDelivered(id)).contains(problem);
    }

    @Test
    void the_journal_prints_neither_key_nor_account_nor_content() {
      ipns.deliverTo(new Recorder()::receive, KEY);
      ipns.inject(DeliveryFault.duplicate());
      TransactionId id = simulate("DH1 thanh toan");
      ipns.awaitDeliveries();
      assertThat(delivery())
          .hasToString(
              "%s IPN %s DELIVERED DUPLICATE [%s RESPONDED 200, %s RESPONDED 200]"
                  .formatted(start, id, start, start));
      assertThat(delivery().headers()).containsEntry("Authorization", "Apikey ***");
      assertThat(delivery().body()).isNotSameAs(delivery().body());
    }
  }

  @Nested
  class Conditions {

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "Suspended", "Terminated", "Cancelled", "Fraud"})
    void the_company_must_be_active(String status) {
      hub.companies().edit(company, CompanyChange.status(new Status(status)));
      assertThat(reason())
          .matches("status of company [0-9A-Z]{64} is [A-Z][a-z]+; IPN needs Active");
    }

    @Test
    void the_transaction_amount_must_be_set() {
      hub.companies().edit(company, CompanyChange.transactionAmount(BigDecimal.ZERO));
      assertThat(reason())
          .isEqualTo(
              "transaction_amount of company %s is 0; IPN needs a positive number or Unlimited"
                  .formatted(company));
    }

    @Test
    void any_positive_transaction_amount_is_enough() {
      hub.companies().edit(company, CompanyChange.transactionAmount(BigDecimal.ONE));
      WebhookInbox inbox = ipns.inbox();
      simulate("DH1");
      simulate("DH2");
      ipns.awaitDeliveries();
      assertThat(inbox.ipns()).hasSize(2);
    }

    @Test
    void a_new_company_gets_none_until_it_is_ready_for_IPN() {
      CompanyXid created = hub.companies().create(NewCompany.active("CONG TY MOI"));
      BankAccountXid other =
          control.addBankAccount(created, SandboxAccount.of("ACB", "4567890123"));
      WebhookInbox inbox = ipns.inbox();
      SimulatedTransaction credit = SimulatedTransaction.credit(other, AMOUNT, "DH1");
      TransactionId silent = hub.transactions().create(credit).id();
      hub.companies().edit(created, CompanyChange.unlimitedTransactions());
      TransactionId sent = hub.transactions().create(credit).id();
      assertThat(inbox.awaitIpn().transactionId()).isEqualTo(sent);
      assertThat(ipns.unsent()).containsOnlyKeys(silent);
    }

    @ParameterizedTest
    @CsvSource({
      "BIDV, 7890123456, false",
      "OCB, 9900112233, false",
      "KienLongBank, 2233445577, false",
      "ACB, 4567890123, true",
      "VietinBank, 0011223344, true",
    })
    void a_debit_is_reported_only_by_banks_that_report_debits(
        String bank, String number, boolean isSent) {
      BankAccountXid other = control.addBankAccount(company, SandboxAccount.of(bank, number));
      ipns.inbox();
      TransactionId id =
          control.addTransaction(SimulatedTransaction.debit(other, AMOUNT, "withdrawal"));
      assertThat(ipns.journal()).hasSize(isSent ? 1 : 0);
      assertThat(ipns.unsent())
          .isEqualTo(
              isSent ? Map.of() : Map.of(id, "SePay gets only incoming transactions from " + bank));
    }

    @Test
    void a_missing_receiver_is_named() {
      TransactionId id = simulate("DH1");
      assertThat(ipns.whyNotDelivered(id)).contains("no receiver of IPNs was set when it happened");
    }

    @Test
    void a_receiver_that_was_switched_off_is_named() {
      ipns.inbox();
      ipns.off();
      TransactionId id = simulate("DH1");
      assertThat(ipns.whyNotDelivered(id))
          .contains("the receiver of IPNs was switched off when it happened");
      control.reset();
      assertThat(ipns.unsent()).isEmpty();
    }

    @Test
    void a_delivered_IPN_has_no_reason() {
      ipns.inbox();
      TransactionId id = simulate("DH1");
      ipns.awaitDeliveries();
      assertThat(ipns.whyNotDelivered(id)).isEmpty();
    }

    @Test
    void an_unknown_transaction_is_rejected() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ipns.whyNotDelivered(new TransactionId("t-1")))
          .withMessage("no IPN of transaction t-1 is known");
      ipns.inbox();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ipns.redeliver(new TransactionId("t-1")))
          .withMessage("no transaction t-1 was sent; those that were: []");
    }

    @Test
    void an_await_that_fails_says_why() {
      WebhookInbox inbox = ipns.inbox();
      hub.companies().edit(company, CompanyChange.status(Status.PENDING));
      TransactionId id = simulate("DH1");
      ipns.off();
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(inbox::awaitIpn)
          .withMessage(
              ("no IPN arrived, and none can arrive; arrived: []\n- IPNs are switched off\n"
                      + "- IPN %s of %s was not sent: status of company %s is Pending; IPN needs"
                      + " Active")
                  .formatted(id, start, company));
    }

    private String reason() {
      ipns.inbox();
      TransactionId id = simulate("DH1");
      assertThat(ipns.journal()).isEmpty();
      assertThat(hub.transactions().get(id).isWebhookDelivered()).isFalse();
      return ipns.whyNotDelivered(id).orElseThrow();
    }
  }

  @Nested
  class Payment_codes {

    @Test
    void are_read_by_the_configuration_of_the_company() {
      hub.companies()
          .edit(
              company,
              CompanyChange.paymentCode(true)
                  .and(CompanyChange.paymentCodePrefix("DH"))
                  .and(CompanyChange.paymentCodeSuffixLength(3, 5))
                  .and(
                      CompanyChange.paymentCodeSuffixCharacters(
                          CompanyChange.SuffixCharacters.NUMBERS)));
      WebhookInbox inbox = ipns.inbox();
      TransactionId id = simulate("MBVCB.1.DH1234.CT tu 0123");
      assertThat(inbox.awaitIpn().paymentCode()).contains("DH1234");
      assertThat(hub.transactions().get(id).paymentCode()).contains("DH1234");
    }

    @Test
    void are_off_at_first() {
      WebhookInbox inbox = ipns.inbox();
      simulate("DH1234");
      assertThat(inbox.awaitIpn().paymentCode()).isEmpty();
    }
  }
}
