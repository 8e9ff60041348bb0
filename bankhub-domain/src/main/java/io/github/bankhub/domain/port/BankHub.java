package io.github.bankhub.domain.port;

import io.github.bankhub.domain.environment.BankHubEnvironment;

/**
 * Bank Hub as one client sees it: the door to its ports.
 *
 * <p>Thread-safe, and so are the ports; they may be kept for as long as the hub lives.
 */
public interface BankHub {

  /**
   * The Bank Hub that is talked to.
   *
   * @return its address and rules
   */
  BankHubEnvironment environment();

  /**
   * Link tokens.
   *
   * @return the port
   */
  LinkTokens linkTokens();

  /** {@return the port of companies} */
  Companies companies();

  /**
   * Bank accounts.
   *
   * @return the port
   */
  BankAccounts bankAccounts();

  /**
   * The client's access tokens.
   *
   * @return the port
   */
  AccessTokens accessTokens();
}
