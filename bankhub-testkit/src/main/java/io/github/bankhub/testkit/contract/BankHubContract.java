package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;

/**
 * The rules of {@link BankHub} and its ports: a nested test class per operation, one test per rule.
 *
 * <p>Extend it and connect your implementation. The tests share nothing and may run concurrently.
 * Run them in another time zone than Vietnam: there, a client that reads times in the local zone
 * passes by accident.
 *
 * <pre>{@code
 * class MyBankHubTest extends BankHubContract {
 *   @Override
 *   protected BankHub connect(
 *       InMemoryBankHub service,
 *       BankHubEnvironment rules,
 *       ClientCredentials credentials,
 *       Duration responseTimeout) {
 *     return new MyBankHub(service.connectedAs(credentials, rules));
 *   }
 * }
 * }</pre>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class BankHubContract {

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
   * @param responseTimeout how long the client waits for a response: short if the response never
   *     comes, several seconds otherwise, so that a slow machine fails no test. A client without a
   *     connection ignores it.
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
   * Selects the faults that the implementation can meet. Leave out those that only a connection can
   * show if your implementation has none.
   *
   * @param scenario the fault
   * @return true for every fault, unless overridden
   */
  protected boolean shows(FaultScenario scenario) {
    return true;
  }

  @Nested
  class LinkTokenRequests extends LinkTokenRequestsContract {}

  @Nested
  class CreateLinkToken extends CreateLinkTokenContract {}

  @Nested
  class GetLinkToken extends GetLinkTokenContract {}

  @Nested
  class RevokeLinkToken extends RevokeLinkTokenContract {}

  @Nested
  class ListCompanies extends ListCompaniesContract {}

  @Nested
  class GetCompany extends GetCompanyContract {}

  @Nested
  class ListBankAccounts extends ListBankAccountsContract {}

  @Nested
  class GetBankAccount extends GetBankAccountContract {}

  @Nested
  class AccessTokens extends AccessTokensContract {}

  @Nested
  class Faults extends FaultsContract {}
}
