package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.FaultsContract;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;

class FaultsOverSocketTest extends FaultsContract {

  private static final Duration A_MILLI = Duration.ofMillis(1);
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(700), Duration.ofMillis(3500));

  @AutoClose private final Connections connections = new Connections();

  @Override
  protected BankHub connect(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    return connections.overSocket(
        service,
        rules,
        credentials,
        settings -> settings.withTimeouts(SHORT).withRetries(new Retries(3, A_MILLI, A_MILLI)));
  }
}
