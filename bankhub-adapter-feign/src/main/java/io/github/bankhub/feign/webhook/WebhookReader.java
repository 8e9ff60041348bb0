package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the webhooks that report linking and unlinking. Immutable and thread-safe.
 *
 * <p>It is stateless and does not detect duplicates: see {@link
 * io.github.bankhub.domain.port.Deduplicator}. SePay does not sign the body, so a sender who knows
 * the secret can send any event. Source: pages "Webhook events" and "Webhook configuration".
 */
public final class WebhookReader {

  private final WebhookSecret secret;

  /**
   * Creates a reader.
   *
   * @param secret the secret that you gave to SePay as {@code secret_key}
   */
  public WebhookReader(WebhookSecret secret) {
    this.secret = Objects.requireNonNull(secret, "secret");
  }

  /**
   * {@return the event in a request, documented or not} The header {@code X-Secret-Key} is checked
   * before the body is parsed. The time of the check does not depend on the secret.
   *
   * @param headers the request's headers, with names in any case; null counts as none
   * @param body the request's body as it was received, at most 1 MiB; null counts as empty
   * @throws WebhookRejectedException if the secret is missing, repeated or wrong, or if the body is
   *     not that of a webhook
   */
  public WebhookEvent read(@Nullable Map<String, List<String>> headers, byte @Nullable [] body) {
    InboundRequest.authenticate(
        headers,
        InboundRequest.SECRET_KEY,
        secret::matches,
        MessageType.IPN,
        IpnReader.hasKey(headers));
    return InboundRequest.read(body, MessageType.WEBHOOK, WebhookEvent::of);
  }
}
