package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the webhooks that report linking and unlinking. Thread-safe.
 *
 * <p>It does not detect duplicates: {@link InboundEndpoint} does. SePay does not sign the body, so
 * a sender who knows the secret can send any event. Source: pages "Webhook events" and "Webhook
 * configuration".
 */
public final class WebhookReader {

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

  /**
   * {@return the event in a request, documented or not} The header {@code X-Secret-Key} is checked
   * before the body is parsed. The time of the check depends only on the received text and on the
   * number of secrets.
   *
   * @param headers the request's headers, with names in any case; null counts as none
   * @param body the request's body as it was received, at most 1 MiB; null counts as empty
   * @throws WebhookRejectedException if the secret is missing, repeated or wrong, or if the body is
   *     not that of a webhook
   */
  public WebhookEvent read(@Nullable Map<String, List<String>> headers, byte @Nullable [] body) {
    return read(InboundRequest.lookup(headers), body);
  }

  /**
   * {@return the event in a request, as {@link #read(Map, byte[])}}
   *
   * @param headers finds the values of a header by its name, in any case; null counts as none
   * @param body the request's body as it was received, at most 1 MiB; null counts as empty
   * @throws WebhookRejectedException as {@link #read(Map, byte[])}
   */
  public WebhookEvent read(Function<String, List<String>> headers, byte @Nullable [] body) {
    authenticate(headers);
    return parse(body);
  }

  /** {@return the position of the secret in the headers} */
  int authenticate(Function<String, List<String>> headers) {
    return InboundRequest.authenticate(
        InboundRequest.SECRET_KEY,
        InboundRequest.values(headers, InboundRequest.SECRET_KEY),
        secrets::find,
        IpnReader.hasKey(headers) ? MessageType.IPN : null);
  }

  WebhookEvent parse(byte @Nullable [] body) {
    return InboundRequest.read(body, MessageType.WEBHOOK, WebhookEvent::of);
  }
}
