package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.time.Instant;
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
  protected boolean shows(FaultScenario scenario, Operation operation) {
    return Implementation.current().shows().test(scenario);
  }

  @Nested
  class AccessTokenStores extends AccessTokenStoreContract {
    private final TestClock clock = TestClock.fixed();
    private final AccessTokenStore store = stores().tokens().apply(clock);

    @Override
    protected AccessTokenStore connect() {
      return store;
    }

    @Override
    protected void advance(Duration time) {
      clock.advance(time);
    }
  }

  @Nested
  class Deduplicators extends DeduplicatorContract {
    private final TestClock clock = TestClock.fixed();
    private final Deduplicator deduplicator = stores().deduplicators().apply(clock);

    @Override
    protected Deduplicator connect() {
      return deduplicator;
    }

    @Override
    protected void advance(Duration time) {
      clock.advance(time);
    }
  }

  @Nested
  class ReferencesOfLinkTokens extends LinkTokenReferencesContract {
    private final TestClock clock = TestClock.fixed();
    private final LinkTokenReferences references = stores().references().apply(clock);

    @Override
    protected LinkTokenReferences connect() {
      return references;
    }

    @Override
    protected Instant now() {
      return clock.instant();
    }

    @Override
    protected void advance(Duration time) {
      clock.advance(time);
    }
  }

  private static Stores stores() {
    return Implementation.current().stores();
  }
}
