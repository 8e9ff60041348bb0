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
class InMemoryContractsTest extends BankHubContract {

  @Override
  protected BankHub connect(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout) {
    return Implementation.current().client().connect(service, rules, credentials);
  }

  @Override
  protected boolean shows(FaultScenario scenario) {
    return Implementation.current().shows().test(scenario);
  }

  @Nested
  class AccessTokenStores extends AccessTokenStoreContract {
    @Override
    protected AccessTokenStore store() {
      return Implementation.current().store().get();
    }
  }
}
