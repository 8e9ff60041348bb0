package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.webhook.WebhookReader;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.junit.Transport;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@BankHubTest(Transport.HTTP)
class RequestSenderTest {

  @Test
  void over_http_the_hub_is_this_adapter_at_the_offline_service(BankHub hub, Control control) {
    assertThat(hub).isInstanceOf(FeignBankHub.class);

    hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("CONG TY TNHH ABC")));

    assertThat(control.journal()).hasSize(2);
  }

  @Test
  @BankHubTest(Transport.IN_MEMORY)
  void the_annotation_of_a_method_counts_before_that_of_its_class(BankHub hub) {
    assertThat(hub).isInstanceOf(InMemoryBankHub.class);
  }

  @Test
  void webhooks_come_over_http_too(BankHub hub, Control control, WebhookInbox inbox) {
    hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("CONG TY TNHH ABC")));

    WebhookRequest received = inbox.await("LINK_TOKEN_CREATED");

    assertThat(new WebhookReader(inbox.secret()).read(received.headers(), received.body()))
        .isInstanceOf(LinkTokenEvent.Created.class);
    assertThat(received.headers()).containsKey("Content-Length");
  }

  @Nested
  class Within {

    @Test
    void an_enclosing_class_counts_for_its_nested_ones(BankHub hub) {
      assertThat(hub).isInstanceOf(FeignBankHub.class);
    }
  }
}
