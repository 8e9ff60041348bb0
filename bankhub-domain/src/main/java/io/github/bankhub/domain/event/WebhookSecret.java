package io.github.bankhub.domain.event;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.internal.Check;

/**
 * The secret that SePay sends with every webhook, in the header {@code X-Secret-Key}. Immutable.
 *
 * <p>Source: page "Webhook configuration", {@code secret_key}.
 */
public final class WebhookSecret extends Secret {

  /**
   * Creates the secret.
   *
   * @param value the secret, visible ASCII characters without surrounding spaces
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it is null or blank or not
   *     valid in a header; never shows it
   */
  public WebhookSecret(String value) {
    super("secret_key", Check.requireHeaderValue("secret_key", value));
  }
}
