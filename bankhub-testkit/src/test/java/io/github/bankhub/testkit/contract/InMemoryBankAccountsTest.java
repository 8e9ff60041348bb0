package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.fake.InMemoryBankHub;

class InMemoryBankAccountsTest extends BankAccountsContract {

  @Override
  protected BankHub connect(
      InMemoryBankHub service, Environment rules, ClientCredentials credentials) {
    return service.connectedAs(credentials, rules);
  }
}
