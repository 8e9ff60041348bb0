package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.BankHubConnector;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.time.InstantSource;

/** The connector for {@link FeignBankHub}, with default settings. Thread-safe. */
public final class FeignBankHubConnector implements BankHubConnector {

  /** Creates a connector. It has no state. */
  public FeignBankHubConnector() {}

  @Override
  public BankHub connect(
      BankHubEnvironment environment, ClientCredentials credentials, InstantSource clock) {
    return FeignBankHub.builder(BankHubSettings.of(environment, credentials)).clock(clock).build();
  }
}
