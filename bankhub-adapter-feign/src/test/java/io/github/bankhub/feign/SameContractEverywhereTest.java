package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.AccessTokensContract;
import io.github.bankhub.testkit.contract.BankAccountsContract;
import io.github.bankhub.testkit.contract.LinkTokenLifecycleContract;
import io.github.bankhub.testkit.contract.LinkTokensContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The three corners run the same tests, all of them, and each succeeds. */
class SameContractEverywhereTest {

  static Stream<Arguments> corners() {
    return Stream.of(
        Arguments.of(
            List.of(
                LinkTokensInMemory.class,
                LinkTokensOverSocketTest.class,
                LinkTokensInProcessTest.class)),
        Arguments.of(
            List.of(
                LinkTokenLifeInMemory.class,
                LinkTokenLifeOverSocketTest.class,
                LinkTokenLifeInProcessTest.class)),
        Arguments.of(
            List.of(
                BankAccountsInMemory.class,
                BankAccountsOverSocketTest.class,
                BankAccountsInProcessTest.class)),
        Arguments.of(
            List.of(
                AccessTokensInMemory.class,
                AccessTokensOverSocketTest.class,
                AccessTokensInProcessTest.class)));
  }

  @ParameterizedTest
  @MethodSource("corners")
  void the_corners_agree(List<Class<?>> corners) {
    List<Long> succeeded = corners.stream().map(corner -> succeeded(corner)).toList();
    assertThat(succeeded).allMatch(count -> count > 5).containsOnly(succeeded.get(0));
  }

  private static long succeeded(Class<?> corner) {
    Events tests =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(corner)).execute().testEvents();
    assertThat(tests.skipped().count()).as("skipped by %s", corner.getSimpleName()).isZero();
    assertThat(tests.failed().list()).as("failed by %s", corner.getSimpleName()).isEmpty();
    return tests.succeeded().count();
  }

  static class LinkTokensInMemory extends LinkTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  static class LinkTokenLifeInMemory extends LinkTokenLifecycleContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  static class BankAccountsInMemory extends BankAccountsContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }

  static class AccessTokensInMemory extends AccessTokensContract {
    @Override
    protected BankHub connect(
        InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
      return service.connectedAs(credentials, rules);
    }
  }
}
