package io.github.bankhub.feign;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Timeouts;
import java.time.Duration;

/** Settings for tests over sockets. On a busy machine, a TLS handshake can take some seconds. */
public final class SocketSettings {

  static final Duration LONG = Duration.ofSeconds(40);

  private SocketSettings() {}

  public static BankHubSettings of(BankHubEnvironment environment, ClientCredentials credentials) {
    return BankHubSettings.of(environment, credentials)
        .withTimeouts(new Timeouts(LONG, LONG, LONG.multipliedBy(2)));
  }
}
