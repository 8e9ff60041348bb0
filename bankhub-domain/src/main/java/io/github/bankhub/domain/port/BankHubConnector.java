package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import java.time.InstantSource;

/**
 * A way to connect to a Bank Hub by its address, for code that must not know which implementation
 * of the ports is there.
 *
 * <p>Implementations are found with {@link java.util.ServiceLoader}; each has a public constructor
 * without parameters.
 */
@FunctionalInterface
public interface BankHubConnector {

  /**
   * Connects with all settings at the implementation's defaults. Nothing need be sent yet.
   *
   * @param environment address and rules of the Bank Hub
   * @param credentials what the client presents
   * @param clock the clock by which access tokens end
   * @return the hub, to be closed by the caller if it is {@link AutoCloseable}
   */
  BankHub connect(
      BankHubEnvironment environment, ClientCredentials credentials, InstantSource clock);
}
