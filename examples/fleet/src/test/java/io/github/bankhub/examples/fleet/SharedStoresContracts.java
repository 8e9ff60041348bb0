package io.github.bankhub.examples.fleet;

import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.feign.store.KeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.contract.AccessTokenStoreContract;
import io.github.bankhub.testkit.contract.DeduplicatorContract;
import io.github.bankhub.testkit.contract.LinkTokenReferencesContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;

/** The contracts of what machines share, on one engine. */
abstract class SharedStoresContracts {

  final TestClock clock = TestClock.fixed();

  /** {@return the engine as one machine sees it, empty at the start of each test} */
  abstract KeyValueStore engine();

  /** Lets time pass for the stores, and for an engine with a clock of its own. */
  void turnClocks(Duration time) {
    clock.advance(time);
  }

  private SharedStores machine() {
    return SharedStores.over(engine(), clock);
  }

  @Nested
  class AccessTokens extends AccessTokenStoreContract {
    @Override
    protected AccessTokenStore connect() {
      return machine().accessTokens();
    }

    @Override
    protected void advance(Duration time) {
      turnClocks(time);
    }
  }

  @Nested
  class Deduplication extends DeduplicatorContract {
    @Override
    protected Deduplicator connect() {
      return machine().deduplicator();
    }

    @Override
    protected void advance(Duration time) {
      turnClocks(time);
    }
  }

  @Nested
  class References extends LinkTokenReferencesContract {
    @Override
    protected LinkTokenReferences connect() {
      return machine().linkTokenReferences();
    }

    @Override
    protected Instant now() {
      return clock.instant();
    }

    @Override
    protected void advance(Duration time) {
      turnClocks(time);
    }
  }
}
