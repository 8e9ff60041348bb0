package io.github.bankhub.domain.auth;

/** The secret half of a client's credentials, handed out by SePay. Immutable. */
public final class ClientSecret extends Secret {

  /**
   * Keeps the secret.
   *
   * @param value the secret as SePay issued it
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is null or blank or holds
   *     a control character
   */
  public ClientSecret(String value) {
    super("client_secret", value);
  }
}
