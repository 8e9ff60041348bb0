package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the contracts run on: the implementation in memory, or a mutant of it. */
record Implementation(Client client, Stores stores, Predicate<FaultScenario> shows) {

  static final Implementation IN_MEMORY =
      new Implementation(
          (service, rules, credentials) -> service.connectedAs(credentials, rules),
          Stores.IN_MEMORY,
          scenario -> true);

  /** The tests of a mutant run in the thread that starts them. */
  private static final ThreadLocal<Implementation> CURRENT =
      ThreadLocal.withInitial(() -> IN_MEMORY);

  static Implementation current() {
    return CURRENT.get();
  }

  <T> T whileCurrent(Supplier<T> use) {
    CURRENT.set(this);
    try {
      return use.get();
    } finally {
      CURRENT.remove();
    }
  }

  Implementation with(Client other) {
    return new Implementation(other, stores, shows);
  }

  Implementation with(Stores other) {
    return new Implementation(client, other, shows);
  }

  Implementation showing(FaultScenario scenario) {
    return new Implementation(client, stores, scenario::equals);
  }

  /** Connects a client to a service. */
  @FunctionalInterface
  interface Client {

    BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials);
  }
}
