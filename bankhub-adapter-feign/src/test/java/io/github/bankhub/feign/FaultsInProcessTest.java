package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.contract.FaultsContract;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.server.OfflineWire;

class FaultsInProcessTest extends FaultsContract {

  @Override
  protected BankHub connect(
      InMemoryBankHub service, Environment rules, ClientCredentials credentials) {
    OfflineWire wire = OfflineWire.of(service, service.environment().baseUri());
    return FeignBankHub.builder(BankHubSettings.of(rules, credentials))
        .clock(service.control().clock())
        .client(InProcess.withoutSpec(wire))
        .build();
  }

  @Override
  protected boolean shows(FaultScenario scenario) {
    // Compression is undone by the HTTP client, which is not there.
    return !scenario.needsConnection() && scenario != FaultScenario.BROKEN_GZIP;
  }
}
