package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.json.ApiObject;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A reader of the IPN that tells about money which came or went. Immutable and safe for any number
 * of threads.
 *
 * <p>It keeps nothing and does not tell repetitions: see {@link
 * io.github.bankhub.domain.port.Deduplicator}. SePay signs no body; whoever knows the key can send
 * any notification. Source: page "IPN".
 */
public final class IpnReader {

  /** The body that SePay expects as an answer, with status 200. */
  public static final String REPLY = "{\"success\": true}";

  /** The {@code Content-Type} of {@link #REPLY}. */
  public static final String REPLY_TYPE = "application/json";

  private static final String SCHEME = "Apikey ";

  private final IpnApiKey key;
  private final ZoneId zone;

  /**
   * Makes a reader that reads times without a zone as Vietnam's, which is assumed.
   *
   * @param key the key that SePay issued
   */
  public IpnReader(IpnApiKey key) {
    this(key, ApiObject.VIETNAM);
  }

  /**
   * Makes a reader.
   *
   * @param key the key that SePay issued
   * @param zone the zone in which times without one are read
   */
  public IpnReader(IpnApiKey key, ZoneId zone) {
    this.key = Objects.requireNonNull(key, "key");
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  /**
   * The notification in a request. {@code Authorization} is compared before the body is looked at,
   * and in a time that tells nothing about the key.
   *
   * @param headers the request's headers, names in any case
   * @param body the request's body as it came, at most 1 MiB
   * @return the notification
   * @throws WebhookRejectedException if the key is missing, there twice or wrong, or the body is
   *     not that of an IPN
   */
  public BalanceNotification read(Map<String, List<String>> headers, byte[] body) {
    authenticate(headers);
    return InboundRequest.read(
        body, MessageType.IPN, fields -> BalanceNotification.of(fields, zone));
  }

  /** Whether the headers name a key, right or wrong, as an IPN does. */
  static boolean hasKey(Map<String, List<String>> headers) {
    return InboundRequest.header(headers, InboundRequest.AUTHORIZATION).stream()
        .anyMatch(IpnReader::isKey);
  }

  private void authenticate(Map<String, List<String>> headers) {
    List<String> given = InboundRequest.header(headers, InboundRequest.AUTHORIZATION);
    if (given.isEmpty() && !InboundRequest.header(headers, InboundRequest.SECRET_KEY).isEmpty()) {
      throw WebhookRejectedException.headersOf(MessageType.WEBHOOK);
    }
    if (given.size() != 1 || !isKey(given.get(0)) || !key.matches(keyIn(given.get(0)))) {
      throw WebhookRejectedException.notAuthenticated(InboundRequest.AUTHORIZATION);
    }
  }

  private static boolean isKey(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  private static String keyIn(String authorization) {
    return authorization.substring(SCHEME.length()).strip();
  }
}
