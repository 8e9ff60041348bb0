package io.github.bankhub.domain.ipn;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.internal.Check;

/**
 * The key that SePay sends with every IPN, in the header {@code Authorization: Apikey …}.
 * Immutable.
 *
 * <p>Source: page "IPN".
 */
public final class IpnApiKey extends Secret {

  /**
   * Creates the key.
   *
   * @param value the key, visible ASCII characters without surrounding spaces
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is null or blank or not
   *     valid in a header; never shows it
   */
  public IpnApiKey(String value) {
    super("api_key", Check.requireHeaderValue("api_key", value));
  }
}
