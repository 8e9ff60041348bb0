package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import org.junit.jupiter.api.Test;

class CreateTest {

  /** Stands for a type of the caller's application. */
  private record LinkPage(String url) {}

  @Test
  void creates_a_link_token() {
    InMemoryBankHub service = InMemoryBankHub.create();
    String companyXid = service.control().addCompany("CONG TY TNHH ABC").value();
    try (BankHubServer server = BankHubServer.start(service)) {
      var environment = server.environment();
      var credentials = service.control().credentials();

      BankHubSettings settings =
          BankHubSettings.of(
              environment, // BankHubEnvironment.SANDBOX or BankHubEnvironment.PRODUCTION
              credentials); // ClientCredentials.of(clientId, clientSecret)
      FeignBankHub hub = FeignBankHub.connect(settings);

      CompanyXid company = new CompanyXid(companyXid); // as SePay issued it
      LinkTokenRequest request =
          LinkTokenRequest.link(company).redirectTo("https://yourapp.com/success?user=42");
      LinkToken token = hub.linkTokens().create(request);
      LinkPage page = new LinkPage(token.hostedLink().uri().toString()); // your own record

      hub.close();
      assertThat(page.url()).startsWith(server.baseUri().toString());
      assertThat(BankHubEnvironment.SANDBOX).isNotEqualTo(environment);
    }
  }
}
