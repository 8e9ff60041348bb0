package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.LinkTokensContract;
import org.junit.jupiter.api.AutoClose;

class LinkTokensOverSocketTest extends LinkTokensContract {

  @AutoClose private final Connections connections = new Connections();

  @Override
  protected BankHub connect(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    return connections.overSocket(service, rules, credentials);
  }
}
