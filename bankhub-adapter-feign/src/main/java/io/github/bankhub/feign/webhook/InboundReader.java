package io.github.bankhub.feign.webhook;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reader of messages that SePay sends: a {@link WebhookReader} or an {@link IpnReader}.
 * Thread-safe.
 *
 * <p>It does not detect duplicates: {@link InboundEndpoint} does. SePay does not sign the body, so
 * a sender who knows the secret can send any message. The secret is checked before the body is
 * parsed. The time of the check depends only on the received text and on the number of secrets.
 *
 * @param <T> the type of a message
 */
public abstract sealed class InboundReader<T> permits WebhookReader, IpnReader {

  InboundReader() {}

  /**
   * {@return the message in a request}
   *
   * @param headers the request's headers, with names in any case; null counts as none
   * @param body the request's body as it was received, at most 1 MiB; null counts as empty
   * @throws WebhookRejectedException if the secret is missing, repeated or wrong, or if the body is
   *     not that of such a message
   */
  public final T read(@Nullable Map<String, List<String>> headers, byte @Nullable [] body) {
    return read(InboundRequest.lookup(headers), body);
  }

  /**
   * {@return the message in a request, as {@link #read(Map, byte[])}}
   *
   * @param headers finds the values of a header by its name, in any case; null counts as none
   * @param body the request's body as it was received, at most 1 MiB; null counts as empty
   * @throws WebhookRejectedException as {@link #read(Map, byte[])}
   */
  public final T read(Function<String, List<String>> headers, byte @Nullable [] body) {
    authenticate(headers);
    return parse(body);
  }

  /** {@return the position of the secret in the headers} */
  abstract int authenticate(Function<String, List<String>> headers);

  abstract T parse(byte @Nullable [] body);

  /** {@return the key of a message for a deduplicator} */
  abstract String key(T message);
}
