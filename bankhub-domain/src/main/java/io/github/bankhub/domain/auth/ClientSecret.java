package io.github.bankhub.domain.auth;

/** The secret of a client's credentials, issued by SePay. Immutable. */
public final class ClientSecret extends Secret {

  /**
   * Creates the secret.
   *
   * @param value the secret as SePay issued it
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is null or blank or
   *     contains a control character
   */
  public ClientSecret(String value) {
    super("client_secret", value);
  }
}
