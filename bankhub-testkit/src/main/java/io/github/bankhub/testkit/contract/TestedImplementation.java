package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The implementation that the contracts test. */
abstract class TestedImplementation {

  /**
   * Connects the implementation under test to an offline Bank Hub.
   *
   * <p>Point a client over HTTP, decorated or not, at a {@link
   * io.github.bankhub.testkit.BankHubServer} of the service. To test a decorator alone, decorate
   * {@link InMemoryBankHub#connectedAs}, not the service.
   *
   * <p>The returned hub has its own cache of access tokens. It uses the clock {@code
   * service.control().clock()}. It rejects only what the rules reject. Some tests call this method
   * more than once, and on several threads if JUnit runs tests in parallel. Close what needs
   * closing after each test.
   *
   * @param service the service, in memory; put a server in front of it if your client speaks HTTP
   * @param rules the environment whose rules the client applies; the server's address may replace
   *     its base URI
   * @param credentials the credentials that the client sends; some tests send wrong ones
   * @param responseTimeout how long the client waits for a response: short if the response never
   *     comes, several seconds otherwise. A test that fails with the short time runs once more with
   *     several seconds, so that a slow machine fails no test. A client without a connection
   *     ignores it.
   * @return the implementation under test
   */
  protected abstract BankHub connect(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout);

  /**
   * Selects the operations that the implementation offers. The tests of all others are skipped and
   * name the missing operation. A call of another operation may throw {@link
   * UnsupportedOperationException}.
   *
   * @return every operation, unless overridden
   */
  protected Set<Operation> operations() {
    return EnumSet.allOf(Operation.class);
  }

  /**
   * Selects a company of a real Bank Hub, if {@link #connect} ignores the service and connects to
   * that. Then a test is aborted, with the reason, as soon as it needs the offline Bank Hub: its
   * control, its data, or the rules of production. All others create link tokens of this company
   * and send requests that are rejected. Leave operations that change other data out of {@link
   * #operations}: a test may perform them before it is aborted.
   *
   * @return empty, unless overridden: the tests use the offline Bank Hub
   */
  protected Optional<CompanyXid> realCompany() {
    return Optional.empty();
  }

  /**
   * Selects the faults that each operation is tested with. Leave out those that only a connection
   * can show if your implementation has none. If it treats operations alike, one operation of each
   * kind can stand for the others.
   *
   * @param scenario the fault
   * @param operation the operation whose requests meet it
   * @return true for every fault and operation, unless overridden
   */
  protected boolean shows(FaultScenario scenario, Operation operation) {
    return true;
  }
}
