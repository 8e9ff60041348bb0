package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.sample.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OfflineBankHubTest {

  @Test
  void prints_all_that_a_caller_needs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InMemoryBankHub hub = InMemoryBankHub.create();
    try (BankHubServer server = BankHubServer.start(hub)) {
      OfflineBankHub.describe(server, new PrintStream(out, true, StandardCharsets.UTF_8));
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("Base URL:      " + server.baseUri())
          .contains(hub.control().credentials().clientSecret().reveal())
          .contains("Company:       d3dafd01-e06b-11f0-b29e-52c7e9b4f41b")
          .contains("Bank account:  f414b73c-eebe-11f0-b16e-52c7e9b4f41b")
          .contains("In a browser:  " + server.baseUri() + "/_testkit/demo")
          .contains("curl -s -X POST -u '" + hub.control().credentials().clientId() + ":")
          .contains("curl -s '" + server.baseUri() + "/v1/link-token/create'")
          .contains("SePay does not know them");
    }
  }

  @Test
  void runs_until_it_is_stopped() {
    // Interrupted beforehand, it starts, describes itself, and stops where it would wait.
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> OfflineBankHub.main(new String[] {"0"}));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void rejects_an_invalid_port() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OfflineBankHub.main(new String[] {"http"}));
  }

  @Nested
  class Started_with_properties {

    private BankHubServer start(String... namesAndValues) {
      Properties properties = new Properties();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
      }
      return OfflineBankHub.start(new String[0], properties);
    }

    @Test
    void sends_webhooks_to_the_configured_address_also_after_a_reset() {
      try (WebhookInboxServer inbox = WebhookInboxServer.start();
          BankHubServer server =
              start(
                  "bankhub.webhook.url",
                  inbox.url().toString(),
                  "bankhub.webhook.secret",
                  "s3cr3t")) {
        InMemoryBankHub hub = server.hub();
        hub.control().reset();
        hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
        assertThat(inbox.inbox().await("LINK_TOKEN_CREATED").headers())
            .containsEntry("X-Secret-Key", List.of("s3cr3t"));
      }
    }

    @Test
    void stores_webhooks_for_the_demo_page_by_default() {
      try (BankHubServer server = start()) {
        server.hub().linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
        server.hub().control().webhooks().awaitDeliveries();
        assertThat(server.hub().control().webhooks().journal()).hasSize(1);
      }
    }

    @Test
    void rejects_an_invalid_address_without_showing_it() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  start(
                      "bankhub.webhook.url", "http://u:hunter2@x/a b",
                      "bankhub.webhook.secret", "s3cr3t"))
          .withMessageStartingWith(
              "-Dbankhub.webhook.url is not a valid URI: Illegal character in path")
          .withMessageNotContaining("hunter2")
          .withNoCause();
    }

    @Test
    void requires_address_and_secret_together() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> start("bankhub.webhook.url", "http://localhost:1/"))
          .withMessage(
              "-Dbankhub.webhook.secret is missing; give it and -Dbankhub.webhook.url, or neither");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> start("bankhub.webhook.secret", "s3cr3t"))
          .withMessageStartingWith("-Dbankhub.webhook.url is missing");
    }

    @Test
    void has_a_ticking_or_a_fixed_clock() {
      try (BankHubServer running = start();
          BankHubServer fixed = start("bankhub.clock", "fixed")) {
        assertThat(running.hub().control().clock().isTicking()).isTrue();
        assertThat(fixed.hub().control().clock().isTicking()).isFalse();
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> start("bankhub.clock", "slow"))
          .withMessage("-Dbankhub.clock is slow; expected ticking or fixed");
    }

    @Test
    void accepts_the_credentials_of_an_earlier_run_and_repeats_none_of_its_ids() {
      try (BankHubServer first = start();
          BankHubServer second = start()) {
        ClientCredentials client = InMemoryBankHub.create().control().credentials();
        assertThat(
                first
                    .hub()
                    .connectedAs(client, first.hub().environment())
                    .linkTokens()
                    .create(LinkTokenRequest.link(Samples.COMPANY))
                    .xid())
            .isNotEqualTo(
                second
                    .hub()
                    .connectedAs(client, second.hub().environment())
                    .linkTokens()
                    .create(LinkTokenRequest.link(Samples.COMPANY))
                    .xid());
      }
    }
  }
}
