package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.BankHubConnector;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.time.InstantSource;

/** Connects with {@link FeignBankHub}, all settings at their defaults. Thread-safe. */
public final class FeignBankHubConnector implements BankHubConnector {

  /** A connector without state. */
  public FeignBankHubConnector() {}

  @Override
  public BankHub connect(
      BankHubEnvironment environment, ClientCredentials credentials, InstantSource clock) {
    return FeignBankHub.builder(BankHubSettings.of(environment, credentials)).clock(clock).build();
  }
}
