package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.Connections.Transport;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.AccessTokensContract;
import io.github.bankhub.testkit.contract.CreateLinkTokenContract;
import io.github.bankhub.testkit.contract.FaultsContract;
import io.github.bankhub.testkit.contract.GetBankAccountContract;
import io.github.bankhub.testkit.contract.GetLinkTokenContract;
import io.github.bankhub.testkit.contract.ListBankAccountsContract;
import io.github.bankhub.testkit.contract.RevokeLinkTokenContract;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every contract, on the adapter with each transport. */
@ParameterizedClass
@EnumSource
class ContractsTest {

  @Parameter private Transport transport;
  @AutoClose private final Connections connections = new Connections();

  @Nested
  class CreateLinkToken extends CreateLinkTokenContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return connections.connect(transport, service, rules, credentials);
    }
  }

  @Nested
  class GetLinkToken extends GetLinkTokenContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return connections.connect(transport, service, rules, credentials);
    }
  }

  @Nested
  class RevokeLinkToken extends RevokeLinkTokenContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return connections.connect(transport, service, rules, credentials);
    }
  }

  @Nested
  class ListBankAccounts extends ListBankAccountsContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return connections.connect(transport, service, rules, credentials);
    }
  }

  @Nested
  class GetBankAccount extends GetBankAccountContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return connections.connect(transport, service, rules, credentials);
    }
  }

  @Nested
  class AccessTokens extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return connections.connect(transport, service, rules, credentials);
    }
  }

  @Nested
  class Faults extends FaultsContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration responseTimeout) {
      return connections.connect(transport, service, rules, credentials, responseTimeout);
    }

    @Override
    protected boolean shows(FaultScenario scenario) {
      return transport.shows(scenario);
    }
  }
}
