package io.github.bankhub.feign.webhook;

import static io.github.bankhub.feign.webhook.Request.body;
import static io.github.bankhub.feign.webhook.Request.rejection;
import static io.github.bankhub.feign.webhook.Request.secretKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.UnknownEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.feign.webhook.WebhookRejectedException.Reason;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.WebhookInboxServer;
import io.github.bankhub.testkit.Webhooks;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader and the offline Bank Hub, which were written apart, understand each other. */
class OfflineWebhooksTest {

  private static final SandboxAccount ACCOUNT = SandboxAccount.of("MBBank", "9876543210");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final Webhooks webhooks = control.webhooks();
  private final WebhookInbox inbox = webhooks.inbox();
  private final WebhookReader reader = new WebhookReader(inbox.secret());

  @BeforeEach
  void addSamples() {
    control.addSamples();
  }

  private LinkToken link() {
    return hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
  }

  private HostedPage openUnlink() {
    return control.hostedPage(
        hub.linkTokens()
            .create(LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT))
            .hostedLink());
  }

  private HostedPage openLink() {
    return control.hostedPage(link().hostedLink());
  }

  private WebhookEvent read(WebhookRequest request) {
    return reader.read(request.headers(), request.body());
  }

  @Test
  void WH_02_every_event_of_the_hub_is_read_and_known() {
    hub.linkTokens().revoke(link().xid());
    openLink().abandon().open().failWith(BankRejection.OTP_WRONG);
    openLink().linkSuccessfully(ACCOUNT);
    control.unlinkingInactivates(true);
    openUnlink().unlinkSuccessfully();
    control.useInactivedSpelling(true);
    openUnlink().unlinkSuccessfully();
    control.unlinkingInactivates(false);
    openUnlink().unlinkSuccessfully();
    openLink();
    control.clock().advance(Duration.ofMinutes(30));
    webhooks.awaitDeliveries();

    List<WebhookEvent> read = inbox.received().stream().map(this::read).toList();
    assertThat(read).isEqualTo(inbox.events()).noneMatch(UnknownEvent.class::isInstance);
    // One of the 13 has two spellings.
    assertThat(read.stream().map(WebhookEvent::name).distinct()).hasSize(13 + 1);
    assertThat(read.stream().map(WebhookEvent::getClass).distinct()).hasSize(13);
  }

  @Test
  void over_HTTP_the_reader_sees_the_same() {
    try (WebhookInboxServer server = WebhookInboxServer.start()) {
      webhooks.deliverTo(server.url(), inbox.secret());
      openLink().linkSuccessfully(ACCOUNT);
      webhooks.awaitDeliveries();
      List<WebhookRequest> received = server.inbox().received();
      assertThat(received).hasSize(7);
      assertThat(received.stream().map(this::read).toList()).isEqualTo(server.inbox().events());
    }
  }

  /** The fields that the page "Webhook events" shows for each event. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          LINK_TOKEN_CREATED | Created | "purpose": "LINK_BANK_ACCOUNT", "link_token_xid": "t", "link_session_xid": null
          LINK_SESSION_INITIALIZED | Initialized | "link_session_xid": "s", "link_token_xid": "t"
          LINK_SESSION_STATE_CHANGED | StateChanged | "state": "REQUEST_BANK_ACCOUNT_LINK", "brand_name": "MBBank", "account_type": "personal", "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_STATE_CHANGED | StateChanged | "state": "CONFIRM_BANK_ACCOUNT_LINK", "brand_name": "MBBank", "account_type": "personal", "account_number": "0000000000011111", "account_holder_name": "NGUYEN VAN A", "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_STATE_CHANGED | StateChanged | "state": "FINISHED_BANK_ACCOUNT_LINK", "brand_name": "MBBank", "account_type": "personal", "account_number": "0000000000011111", "account_holder_name": "NGUYEN VAN A", "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_STATE_CHANGED | StateChanged | "state": "REQUEST_BANK_ACCOUNT_UNLINK", "brand_name": "MBBank", "account_type": "individual", "account_number": "0000000000011111", "link_token_xid": "t", "link_session_xid": "s"
          BANK_ACCOUNT_LINKED | Linked | "bank_account_xid": "a", "brand_name": "MBBank", "account_type": "personal", "account_number": "0000000000011111", "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_COMPLETED | Completed | "bank_account_xid": "a", "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_COMPLETED | Completed | "bank_account_xid": "a", "unlinked": true, "link_token_xid": "t", "link_session_xid": "s"
          BANK_ACCOUNT_UNLINKED | Unlinked | "bank_account_xid": "a", "brand_name": "MBBank", "account_type": "individual", "account_number": "0000000000011111", "link_token_xid": "t", "link_session_xid": "s"
          BANK_ACCOUNT_INACTIVED | Inactivated | "bank_account_xid": "a", "brand_name": "MBBank", "account_type": "individual", "account_number": "0000000000011111", "link_token_xid": "t", "link_session_xid": "s"
          BANK_ACCOUNT_INACTIVATED | Inactivated | "bank_account_xid": "a", "brand_name": "MBBank", "account_type": "individual", "account_number": "0000000000011111", "link_token_xid": "t", "link_session_xid": "s"
          LINK_TOKEN_REVOKED | Revoked | "link_token_xid": "t", "link_session_xid": null
          LINK_TOKEN_EXPIRED | Expired | "link_token_xid": "t", "link_session_xid": null
          LINK_SESSION_REINITIALIZED | Reinitialized | "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_FAILED | Failed | "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_ABANDONED | Abandoned | "link_token_xid": "t", "link_session_xid": "s"
          LINK_SESSION_EXPIRED | Expired | "link_token_xid": "t", "link_session_xid": "s"
          """)
  void WH_02_every_documented_body_is_read(String name, String type, String metadata) {
    String text =
        """
        {"timestamp": 1768312100, "xid": "e61cdae9-505e-4349-9713-a3e5b8b80b5e",
         "version": "1.0", "event": "%s", "metadata": {%s}}\
        """
            .formatted(name, metadata);
    WebhookEvent event = reader.read(secretKey(inbox.secret().reveal()), body(text));
    assertThat(event.getClass().getSimpleName()).isEqualTo(type);
    assertThat(event.linkTokenXid()).isPresent();
  }

  @Nested
  class Faults {

    private Reason rejectionReason() {
      link();
      webhooks.awaitDeliveries();
      WebhookRequest request = inbox.received().get(0);
      return rejection(() -> read(request)).reason();
    }

    @Test
    void WH_01_a_forged_secret_is_rejected() {
      webhooks.inject(DeliveryFault.wrongSecret());
      assertThat(rejectionReason()).isEqualTo(Reason.NOT_AUTHENTICATED);
    }

    @Test
    void WH_01_a_missing_secret_is_rejected() {
      webhooks.inject(DeliveryFault.noSecret());
      assertThat(rejectionReason()).isEqualTo(Reason.NOT_AUTHENTICATED);
    }

    @Test
    void WH_04_a_duplicate_is_detected() {
      Deduplicator sight = Deduplicator.inMemory();
      List<EventXid> worked = new ArrayList<>();
      webhooks.deliverTo(
          request -> {
            WebhookEvent event = read(request);
            if (sight.claim(event)) {
              worked.add(event.xid());
            }
            return 200;
          },
          inbox.secret());
      webhooks.inject(DeliveryFault.duplicate().always());
      openLink().linkSuccessfully(ACCOUNT);
      webhooks.awaitDeliveries();
      assertThat(worked)
          .isEqualTo(webhooks.journal().stream().map(WebhookDelivery::xid).toList())
          .hasSize(7);
    }

    @Test
    void WH_04_an_event_whose_response_was_lost_is_sent_again_and_detected() {
      Deduplicator sight = Deduplicator.inMemory();
      inbox.stall();
      link();
      webhooks.awaitDeliveries();
      inbox.respond(200);
      webhooks.runUntilIdle();
      List<Boolean> firsts = inbox.events().stream().map(sight::claim).toList();
      assertThat(firsts).startsWith(true, false);
      assertThat(webhooks.journal().get(0).state()).isEqualTo(State.DELIVERED);
    }
  }
}
