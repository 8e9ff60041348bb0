package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A reader of the webhooks that tell about linking and unlinking. Immutable and safe for any number
 * of threads.
 *
 * <p>It keeps nothing and does not tell repetitions: see {@link
 * io.github.bankhub.domain.port.Deduplicator}. SePay signs no body; whoever knows the secret can
 * send any event. Source: pages "Webhook events" and "Webhook configuration".
 */
public final class WebhookReader {

  private final WebhookSecret secret;

  /**
   * Makes a reader.
   *
   * @param secret the secret that was given to SePay as {@code secret_key}
   */
  public WebhookReader(WebhookSecret secret) {
    this.secret = Objects.requireNonNull(secret, "secret");
  }

  /**
   * The event in a request. {@code X-Secret-Key} is compared before the body is looked at, and in a
   * time that tells nothing about the secret.
   *
   * @param headers the request's headers, names in any case
   * @param body the request's body as it came, at most 1 MiB
   * @return the event; an undocumented one too
   * @throws WebhookRejectedException if the secret is missing, there twice or wrong, or the body is
   *     not that of a webhook
   */
  public WebhookEvent read(Map<String, List<String>> headers, byte[] body) {
    authenticate(headers);
    return InboundRequest.read(body, MessageType.WEBHOOK, WebhookEvent::of);
  }

  private void authenticate(Map<String, List<String>> headers) {
    List<String> given = InboundRequest.header(headers, InboundRequest.SECRET_KEY);
    if (given.isEmpty() && IpnReader.hasKey(headers)) {
      throw WebhookRejectedException.headersOf(MessageType.IPN);
    }
    if (given.size() != 1 || !secret.matches(given.get(0))) {
      throw WebhookRejectedException.notAuthenticated(InboundRequest.SECRET_KEY);
    }
  }
}
