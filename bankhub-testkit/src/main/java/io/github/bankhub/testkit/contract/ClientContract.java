package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;

/** The base of the contracts for clients of Bank Hub. */
abstract class ClientContract {

  /**
   * Connects the implementation under test to an offline Bank Hub.
   *
   * <p>Point a client over HTTP, decorated or not, at a {@link
   * io.github.bankhub.testkit.BankHubServer} of the service. To test a decorator alone, decorate
   * {@link InMemoryBankHub#connectedAs}, not the service.
   *
   * <p>The returned hub has its own cache of access tokens. It uses the clock {@code
   * service.control().clock()}. It rejects only what the rules reject. Some tests call this method
   * more than once. Close what needs closing after each test.
   *
   * @param service the service, in memory; put a server in front of it if your client speaks HTTP
   * @param rules the environment whose rules the client applies; the server's address may replace
   *     its base URI
   * @param credentials the credentials that the client sends; some tests send wrong ones
   * @return the implementation under test
   */
  protected abstract BankHub connect(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials);

  final ContractFixture fixture() {
    return fixture(BankHubEnvironment.SANDBOX, BankHubEnvironment.SANDBOX);
  }

  /** A service with the rules of one environment, and a client with the rules of another. */
  final ContractFixture fixture(BankHubEnvironment served, BankHubEnvironment rules) {
    InMemoryBankHub service = InMemoryBankHub.builder().environment(served).build();
    return ContractFixture.of(service, connect(service, rules, service.control().credentials()));
  }

  final ContractFixture fixture(ClientCredentials credentials) {
    InMemoryBankHub service = InMemoryBankHub.create();
    return ContractFixture.of(service, connect(service, BankHubEnvironment.SANDBOX, credentials));
  }
}
