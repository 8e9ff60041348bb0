package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Every contract, on the implementation in memory; for MutantsTest, on its mutants. */
class InMemoryContractsTest {

  @Nested
  class CreateLinkToken extends CreateLinkTokenContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return Implementation.current().connect(service, rules, credentials);
    }
  }

  @Nested
  class GetLinkToken extends GetLinkTokenContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return Implementation.current().connect(service, rules, credentials);
    }
  }

  @Nested
  class RevokeLinkToken extends RevokeLinkTokenContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return Implementation.current().connect(service, rules, credentials);
    }
  }

  @Nested
  class ListBankAccounts extends ListBankAccountsContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return Implementation.current().connect(service, rules, credentials);
    }
  }

  @Nested
  class GetBankAccount extends GetBankAccountContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return Implementation.current().connect(service, rules, credentials);
    }
  }

  @Nested
  class AccessTokens extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return Implementation.current().connect(service, rules, credentials);
    }
  }

  @Nested
  class AccessTokenStores extends AccessTokenStoreContract {
    @Override
    protected AccessTokenStore store() {
      return Implementation.current().store().get();
    }
  }

  @Nested
  class Faults extends FaultsContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration timeout) {
      return Implementation.current().connect(service, rules, credentials);
    }

    @Override
    protected boolean shows(FaultScenario scenario) {
      return Implementation.current().shows().test(scenario);
    }
  }
}
