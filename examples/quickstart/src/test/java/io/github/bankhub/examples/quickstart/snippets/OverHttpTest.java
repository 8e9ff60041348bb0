package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.BankHubSettings;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.testkit.control.Control;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.server.BankHubServer;
import org.junit.jupiter.api.Test;

@BankHubTest
class OverHttpTest {

  @Test
  void the_adapter_talks_to_the_offline_hub(BankHubServer server, Control control) {
    CompanyXid company = control.addCompany("CONG TY TNHH ABC");
    BankHubSettings settings = BankHubSettings.of(server.environment(), control.credentials());
    try (FeignBankHub hub =
        FeignBankHub.builder(settings)
            .clock(control.clock()) // it stands still until the test turns it
            .build()) {
      assertThat(hub.linkTokens().create(LinkTokenRequest.link(company))).isNotNull();
    }
  }
}
