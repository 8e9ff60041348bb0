package io.github.bankhub.domain.link;

import io.github.bankhub.domain.auth.Secret;

/**
 * The secret of a link token: {@code link_token}, the key under which Bank Hub tells the token's
 * state. Immutable; a different text than {@link LinkTokenXid}, which is safe to log.
 */
public final class LinkTokenSecret extends Secret {

  /**
   * Keeps the secret.
   *
   * @param value the token as SePay issued it
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is null or blank or holds
   *     a control character
   */
  public LinkTokenSecret(String value) {
    super("link_token", value);
  }
}
