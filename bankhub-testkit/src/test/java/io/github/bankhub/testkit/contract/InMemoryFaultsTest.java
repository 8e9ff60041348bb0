package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;

class InMemoryFaultsTest extends FaultsContract {

  @Override
  protected BankHub connect(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    return service.connectedAs(credentials, rules);
  }
}
