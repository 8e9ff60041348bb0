package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Every contract, on the implementation in memory. */
class InMemoryContractsTest {

  @Nested
  class CreateLinkToken extends CreateLinkTokenContract {
    @Override
    protected BankHub connect(InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  @Nested
  class GetLinkToken extends GetLinkTokenContract {
    @Override
    protected BankHub connect(InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  @Nested
  class RevokeLinkToken extends RevokeLinkTokenContract {
    @Override
    protected BankHub connect(InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  @Nested
  class ListBankAccounts extends ListBankAccountsContract {
    @Override
    protected BankHub connect(InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  @Nested
  class GetBankAccount extends GetBankAccountContract {
    @Override
    protected BankHub connect(InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  @Nested
  class AccessTokens extends AccessTokensContract {
    @Override
    protected BankHub connect(InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  @Nested
  class AccessTokenStores extends AccessTokenStoreContract {
    @Override
    protected AccessTokenStore store() {
      return AccessTokenStore.inMemory();
    }
  }

  @Nested
  class Faults extends FaultsContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials, Duration timeout) {
      return service.connectedAs(credentials, rules);
    }
  }
}
