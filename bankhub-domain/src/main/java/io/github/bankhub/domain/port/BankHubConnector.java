package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import java.time.InstantSource;

/**
 * Connects to a Bank Hub by its address, for code that does not depend on one implementation of the
 * ports.
 *
 * <p>{@link java.util.ServiceLoader} finds the implementations. Each has a public constructor
 * without parameters.
 */
@FunctionalInterface
public interface BankHubConnector {

  /**
   * Creates a hub with the implementation's default settings. May send nothing yet.
   *
   * @param environment address and rules of the Bank Hub
   * @param credentials the client's credentials
   * @param clock the clock for the expiry of access tokens
   * @return the hub; the caller closes it if it is {@link AutoCloseable}
   */
  BankHub connect(
      BankHubEnvironment environment, ClientCredentials credentials, InstantSource clock);
}
