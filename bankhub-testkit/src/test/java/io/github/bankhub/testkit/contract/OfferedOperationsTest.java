package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

class OfferedOperationsTest {

  /** Not private and not top-level: only this test runs it. */
  static class OnlyLinkTokens extends BankHubContract {

    private static final Set<Operation> OFFERED =
        Set.of(
            Operation.CREATE_ACCESS_TOKEN,
            Operation.CREATE_LINK_TOKEN,
            Operation.GET_LINK_TOKEN,
            Operation.REVOKE_LINK_TOKEN);

    @Override
    protected BankHub connect(
        InMemoryBankHub service,
        BankHubEnvironment rules,
        ClientCredentials credentials,
        Duration responseTimeout) {
      BankHub right = service.connectedAs(credentials, rules);
      return Hub.calling(
          right,
          (operation, fields) -> {
            if (!OFFERED.contains(operation)) {
              throw new UnsupportedOperationException(operation + " is not offered");
            }
            return right.call(operation, fields, (response, zone) -> response);
          });
    }

    @Override
    protected Set<Operation> operations() {
      return OFFERED;
    }
  }

  private static final String[] OFFERED_CONTRACTS = {
    "LinkTokenRequests",
    "CreateLinkToken",
    "GetLinkToken",
    "RevokeLinkToken",
    "AccessTokens",
    "Faults"
  };

  private final Events tests =
      EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(OnlyLinkTokens.class))
          .execute()
          .testEvents();

  @Test
  void an_implementation_of_some_operations_passes_their_tests() {
    assertThat(tests.failed().list()).isEmpty();
    assertThat(contracts(tests.succeeded())).containsOnly(OFFERED_CONTRACTS);
  }

  @Test
  void the_tests_of_all_other_operations_are_skipped_and_say_why() {
    List<String> others =
        Arrays.stream(BankHubContract.class.getDeclaredClasses())
            .map(Class::getSimpleName)
            .filter(contract -> !List.of(OFFERED_CONTRACTS).contains(contract))
            .toList();
    assertThat(others).contains("GetCompany", "ListBankAccounts");
    assertThat(contracts(tests.aborted())).containsOnly(others.toArray(String[]::new));
    assertThat(reasons(tests.aborted()))
        .anyMatch(reason -> reason.contains("does not offer " + Operation.LIST_BANK_ACCOUNTS));
  }

  private static Stream<String> contracts(Events events) {
    return events.stream()
        .map(event -> event.getTestDescriptor().getUniqueId().getSegments())
        .map(segments -> segments.get(2).getValue());
  }

  private static List<String> reasons(Events events) {
    return events.stream().map(OfferedOperationsTest::reason).toList();
  }

  private static String reason(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }
}
