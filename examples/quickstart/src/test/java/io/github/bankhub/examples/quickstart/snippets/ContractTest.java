package io.github.bankhub.examples.quickstart.snippets;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.BankHubSettings;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.testkit.contract.LinkTokensContract;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.server.BankHubServer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class ContractTest {

  private static BankHub myHub(
      Environment environment, ClientCredentials credentials, InstantSource clock) {
    return FeignBankHub.builder(BankHubSettings.of(environment, credentials)).clock(clock).build();
  }

  @Nested
  class MyLinkTokensTest extends LinkTokensContract {
    private final List<BankHubServer> servers = new ArrayList<>();

    @Override
    protected BankHub connect(
        InMemoryBankHub service, Environment rules, ClientCredentials credentials) {
      BankHubServer server = BankHubServer.start(service);
      servers.add(server);
      return myHub(rules.at(server.baseUri()), credentials, service.control().clock());
    }

    @AfterEach
    void stop() {
      servers.forEach(BankHubServer::close);
    }
  }
}
