package io.github.bankhub.domain.port;

import io.github.bankhub.domain.environment.BankHubEnvironment;

/**
 * The entry point to all ports, for one client of Bank Hub.
 *
 * <p>It and its ports are thread-safe. The ports are valid as long as the hub.
 */
public interface BankHub {

  /** {@return the address and the rules of this Bank Hub} */
  BankHubEnvironment environment();

  /** {@return the port for link tokens} */
  LinkTokens linkTokens();

  /** {@return the port for bank accounts} */
  BankAccounts bankAccounts();

  /** {@return the port for the client's access tokens} */
  AccessTokens accessTokens();
}
