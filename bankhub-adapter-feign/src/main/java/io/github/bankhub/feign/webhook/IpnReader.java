package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.json.ApiObject;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the IPNs that report incoming and outgoing money. Immutable and thread-safe.
 *
 * <p>It is stateless and does not detect duplicates: see {@link
 * io.github.bankhub.domain.port.Deduplicator}. SePay does not sign the body, so a sender who knows
 * the key can send any notification. Source: page "IPN".
 */
public final class IpnReader {

  /** The response body that SePay expects, with status 200. */
  public static final String REPLY = "{\"success\": true}";

  /** The {@code Content-Type} of {@link #REPLY}. */
  public static final String REPLY_TYPE = "application/json";

  private static final String SCHEME = "Apikey ";

  private final IpnApiKey key;
  private final ZoneId zone;

  /**
   * Creates a reader. It takes times without a zone for Vietnam time, which is an assumption.
   *
   * @param key the key that SePay issued
   */
  public IpnReader(IpnApiKey key) {
    this(key, ApiObject.VIETNAM);
  }

  /**
   * Creates a reader.
   *
   * @param key the key that SePay issued
   * @param zone the zone of times without a zone
   */
  public IpnReader(IpnApiKey key, ZoneId zone) {
    this.key = Objects.requireNonNull(key, "key");
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /**
   * {@return the notification in a request} The header {@code Authorization} is checked before the
   * body is parsed. The time of the check does not depend on the key.
   *
   * @param headers the request's headers, with names in any case; null counts as none
   * @param body the request's body as it was received, at most 1 MiB; null counts as empty
   * @throws WebhookRejectedException if the key is missing, repeated or wrong, or if the body is
   *     not that of an IPN
   */
  public BalanceNotification read(
      @Nullable Map<String, List<String>> headers, byte @Nullable [] body) {
    InboundRequest.authenticate(
        headers,
        InboundRequest.AUTHORIZATION,
        value -> isKey(value) && key.matches(keyIn(value)),
        MessageType.WEBHOOK,
        !InboundRequest.header(headers, InboundRequest.SECRET_KEY).isEmpty());
    return InboundRequest.read(
        body, MessageType.IPN, fields -> BalanceNotification.of(fields, zone));
  }

  /** {@return true if the headers contain a key, right or wrong, as those of an IPN do} */
  static boolean hasKey(@Nullable Map<String, List<String>> headers) {
    return InboundRequest.header(headers, InboundRequest.AUTHORIZATION).stream()
        .anyMatch(IpnReader::isKey);
  }

  private static boolean isKey(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  private static String keyIn(String authorization) {
    return authorization.substring(SCHEME.length()).strip();
  }
}
