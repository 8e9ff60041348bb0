package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;

/** What the suites for clients of a service have in common. */
abstract class ClientContract {

  /**
   * The implementation under test, connected to an offline service.
   *
   * <p>A client over HTTP, decorated or not, is pointed at a {@link
   * io.github.bankhub.testkit.BankHubServer} of the service. A decorator that is tested by itself
   * decorates {@link InMemoryBankHub#connectedAs}, not the service. What is returned keeps a cache
   * of access tokens of its own, goes by the clock {@code service.control().clock()}, and refuses
   * nothing but what the rules refuse. Called more than once in some tests. Whoever needs to close
   * something does so after each test.
   *
   * @param service the service, in memory; whoever speaks HTTP puts a server before it
   * @param rules the environment whose rules the client keeps to; its address may be replaced by
   *     the server's
   * @param credentials what the client presents, not always what the service takes
   * @return the implementation under test
   */
  protected abstract BankHub connect(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials);

  final ContractFixture bench() {
    return bench(BankHubEnvironment.SANDBOX, BankHubEnvironment.SANDBOX);
  }

  /** A service of one environment, and a client that keeps to the rules of another. */
  final ContractFixture bench(BankHubEnvironment served, BankHubEnvironment rules) {
    InMemoryBankHub service = InMemoryBankHub.builder().environment(served).build();
    return ContractFixture.of(service, connect(service, rules, service.control().credentials()));
  }

  final ContractFixture benchOf(ClientCredentials credentials) {
    InMemoryBankHub service = InMemoryBankHub.create();
    return ContractFixture.of(service, connect(service, BankHubEnvironment.SANDBOX, credentials));
  }
}
