package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  @AutoClose private final BankHubServer server = BankHubServer.start(InMemoryBankHub.create());
  private final SecretManager secretManager =
      new SecretManager(server.hub().control().credentials());
  private final CompanyXid company = server.hub().control().addCompany("CONG TY TNHH ABC");
  private final BankHubSettings settings =
      BankHubSettings.from(
          Map.of(
              "bankhub.environment", server.environment().baseUri(),
              "bankhub.client-id", secretManager.credentials().clientId(),
              "bankhub.client-secret", secretManager.credentials().clientSecret().reveal()));

  @Test
  void a_call_has_options() {
    try (FeignBankHub hub = FeignBankHub.connect(settings)) {
      CallOptions options =
          CallOptions.NONE
              .withTimeout(Duration.ofSeconds(3))
              .withCorrelationId("order-42")
              .withHeader("X-Correlation-ID", "order-42");
      LinkToken token = hub.with(options).linkTokens().create(LinkTokenRequest.link(company));

      assertThat(token).isNotNull();
    }
  }

  @Test
  void several_clients_share_a_hub() {
    ClientCredentials otherCredentials = ClientCredentials.of("BH-2", "another-secret");
    server.hub().control().addClient(otherCredentials);
    try (FeignBankHub hub = FeignBankHub.connect(settings)) {
      BankHub otherMerchant = hub.withCredentials(otherCredentials);
      LinkToken token = otherMerchant.linkTokens().create(LinkTokenRequest.link(company));

      assertThat(token).isNotNull();
      assertThat(otherMerchant.accessToken()).isNotEqualTo(hub.accessToken());
    }
  }

  @Test
  @SuppressWarnings("try") // The snippet of the page does not close the hub.
  void the_secret_can_change() {
    FeignBankHub hub =
        FeignBankHub.builder(settings).credentials(secretManager::credentials).build();
    try (hub) {
      assertThat(hub.accessToken()).isNotNull();
    }
  }

  /** Stands for the secret manager of an application. */
  private record SecretManager(ClientCredentials credentials) {}
}
