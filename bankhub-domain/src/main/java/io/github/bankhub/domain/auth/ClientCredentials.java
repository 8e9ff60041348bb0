package io.github.bankhub.domain.auth;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;

/**
 * The credentials that SePay issues to a client of Bank Hub. Immutable. Printing them shows the id
 * and masks the secret.
 *
 * @param clientId the client's id, not blank and without a colon, which HTTP Basic reserves
 * @param clientSecret the client's secret
 */
public record ClientCredentials(String clientId, ClientSecret clientSecret) {

  /**
   * Checks the credentials.
   *
   * @throws InvalidFieldException if the id is null or blank or contains a colon or a control
   *     character, or if the secret is null
   */
  public ClientCredentials {
    String expected = "the client id as SePay issued it";
    if (Check.requireText("client_id", clientId, expected).contains(":")) {
      throw new InvalidFieldException("client_id", "contains a colon", expected);
    }
    Check.requirePresent("client_secret", clientSecret, "the client secret as SePay issued it");
  }

  /**
   * {@return the credentials of a client's id and secret}
   *
   * @throws InvalidFieldException if one is null or blank or contains a character that is not
   *     allowed
   */
  public static ClientCredentials of(String clientId, String clientSecret) {
    return new ClientCredentials(clientId, new ClientSecret(clientSecret));
  }
}
