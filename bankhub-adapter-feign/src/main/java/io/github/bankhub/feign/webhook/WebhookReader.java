package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.port.Deduplicator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the webhooks that report linking and unlinking, documented or not. The secret is in
 * the header {@code X-Secret-Key}. Thread-safe. Source: pages "Webhook events" and "Webhook
 * configuration".
 */
public final class WebhookReader extends InboundReader<WebhookEvent> {

  private final Secrets<WebhookSecret> secrets;

  /**
   * Creates a reader.
   *
   * @param secret the secret that you gave to SePay as {@code secret_key}
   */
  public WebhookReader(WebhookSecret secret) {
    this(List.of(Objects.requireNonNull(secret, "secret")));
  }

  private WebhookReader(List<WebhookSecret> secrets) {
    this(() -> secrets);
  }

  /**
   * Creates a reader that accepts several secrets, such as the old and the new one during a
   * rotation. The supplier runs now, and for each message. If it fails later, the secrets that it
   * supplied last stay valid, and the log warns.
   *
   * @param secrets supplies the valid secrets, at least one, quickly
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it supplies none now
   */
  public WebhookReader(Supplier<List<WebhookSecret>> secrets) {
    this.secrets = new Secrets<>(secrets);
  }

  @Override
  int authenticate(Function<String, List<String>> headers) {
    return InboundRequest.authenticate(
        InboundRequest.SECRET_KEY,
        InboundRequest.values(headers, InboundRequest.SECRET_KEY),
        secrets::find,
        IpnReader.hasKey(headers) ? MessageType.IPN : null);
  }

  @Override
  WebhookEvent parse(byte @Nullable [] body) {
    return InboundRequest.read(body, MessageType.WEBHOOK, WebhookEvent::of);
  }

  @Override
  String key(WebhookEvent event) {
    return Deduplicator.key(event);
  }
}
