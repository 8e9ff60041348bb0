package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.FaultsContract;
import io.github.bankhub.testkit.fault.FaultScenario;

class FaultsInProcessTest extends FaultsContract {

  @Override
  protected BankHub connect(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHubHttpHandler wire = BankHubHttpHandler.of(service, service.environment().baseUri());
    return FeignBankHub.builder(BankHubSettings.of(rules, credentials))
        .clock(service.control().clock())
        .client(InProcessClient.withoutSpec(wire))
        .build();
  }

  @Override
  protected boolean shows(FaultScenario scenario) {
    // Compression is undone by the HTTP client, which is not there.
    return !scenario.needsConnection() && scenario != FaultScenario.BROKEN_GZIP;
  }
}
