package io.github.bankhub.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
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
  void tells_all_that_is_needed_to_call_it() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InMemoryBankHub hub = InMemoryBankHub.create();
    try (BankHubServer server = BankHubServer.start(hub)) {
      OfflineBankHub.describe(server, new PrintStream(out, true, StandardCharsets.UTF_8));
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("base URL       " + server.baseUri())
          .contains(hub.control().credentials().clientSecret().reveal())
          .contains("company        d3dafd01-e06b-11f0-b29e-52c7e9b4f41b")
          .contains("bank account   f414b73c-eebe-11f0-b16e-52c7e9b4f41b")
          .contains("in a browser: " + server.baseUri() + "/_testkit/demo")
          .contains("curl -s -X POST -u '" + hub.control().credentials().clientId() + ":")
          .contains("curl -s '" + server.baseUri() + "/v1/link-token/create'")
          .contains("they open nothing of SePay's");
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
  void refuses_what_is_no_port() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OfflineBankHub.main(new String[] {"http"}));
  }

  @Nested
  class Delivering {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final InMemoryBankHub hub = InMemoryBankHub.create();

    private String deliver(String url, String secret) {
      Properties properties = new Properties();
      properties.setProperty("bankhub.webhook.url", url);
      properties.setProperty("bankhub.webhook.secret", secret);
      PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
      OfflineBankHub.deliver(hub.control().webhooks(), properties, printed);
      return out.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void sends_webhooks_where_the_properties_say() {
      try (WebhookInboxServer server = WebhookInboxServer.start()) {
        assertThat(deliver(server.url().toString(), "s3cr3t"))
            .isEqualTo("Webhooks go to " + server.url() + ".");
        hub.control().addSamples();
        hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
        assertThat(server.inbox().await("LINK_TOKEN_CREATED").headers())
            .containsEntry("X-Secret-Key", List.of("s3cr3t"));
      }
    }

    @Test
    void says_how_if_they_do_not() {
      assertThat(deliver("", ""))
          .isEqualTo(
              "Webhooks go to the merchant's page; give -Dbankhub.webhook.url and"
                  + " -Dbankhub.webhook.secret for your own application.");
    }

    @Test
    void takes_no_address_without_a_secret_nor_the_other_way_round() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> deliver("http://localhost:1/", ""))
          .withMessage("bankhub.webhook.secret is not there; give both or none");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> deliver("", "s3cr3t"))
          .withMessage("bankhub.webhook.url is not there; give both or none");
    }
  }
}
