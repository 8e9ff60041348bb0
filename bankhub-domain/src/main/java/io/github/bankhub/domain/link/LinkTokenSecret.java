package io.github.bankhub.domain.link;

import io.github.bankhub.domain.auth.Secret;

/**
 * The secret of a link token: {@code link_token}. It gives access to the token's details.
 * Immutable. It is not the {@link LinkTokenXid}, which is safe to log.
 */
public final class LinkTokenSecret extends Secret {

  /**
   * Creates the secret.
   *
   * @param value the token as SePay issued it
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is null or blank or
   *     contains a control character
   */
  public LinkTokenSecret(String value) {
    super("link_token", value);
  }
}
