package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.port.Deduplicator;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the IPNs that report incoming and outgoing money. The key is in the header {@code
 * Authorization}. Thread-safe. Source: page "IPN".
 */
public final class IpnReader extends InboundReader<BalanceNotification> {

  /** The response body that SePay expects, with status 200. */
  public static final String REPLY = "{\"success\": true}";

  /** The {@code Content-Type} of {@link #REPLY}. */
  public static final String REPLY_TYPE = "application/json";

  private static final String SCHEME = "Apikey ";

  private final Secrets<IpnApiKey> keys;
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
    this(List.of(Objects.requireNonNull(key, "key")), zone);
  }

  private IpnReader(List<IpnApiKey> keys, ZoneId zone) {
    this(() -> keys, zone);
  }

  /**
   * Creates a reader that accepts several keys, such as the old and the new one during a rotation.
   * The supplier runs now, and for each message. If it fails later, the keys that it supplied last
   * stay valid, and the log warns.
   *
   * @param keys supplies the valid keys, at least one, quickly
   * @param zone the zone of times without a zone, such as {@link ApiObject#VIETNAM}
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if it supplies none now
   */
  public IpnReader(Supplier<List<IpnApiKey>> keys, ZoneId zone) {
    this.keys = new Secrets<>(keys);
    this.zone = Objects.requireNonNull(zone, "zone");
  }

  @Override
  int authenticate(Function<String, List<String>> headers) {
    boolean isWebhook = !InboundRequest.values(headers, InboundRequest.SECRET_KEY).isEmpty();
    return InboundRequest.authenticate(
        InboundRequest.AUTHORIZATION,
        InboundRequest.values(headers, InboundRequest.AUTHORIZATION),
        value -> isKey(value) ? keys.find(keyIn(value)) : -1,
        isWebhook ? MessageType.WEBHOOK : null);
  }

  @Override
  BalanceNotification parse(byte @Nullable [] body) {
    return InboundRequest.read(
        body, MessageType.IPN, fields -> BalanceNotification.of(fields, zone));
  }

  @Override
  String key(BalanceNotification notification) {
    return Deduplicator.key(notification);
  }

  /** {@return true if the headers contain a key, right or wrong, as those of an IPN do} */
  static boolean hasKey(Function<String, List<String>> headers) {
    return InboundRequest.values(headers, InboundRequest.AUTHORIZATION).stream()
        .anyMatch(IpnReader::isKey);
  }

  private static boolean isKey(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  private static String keyIn(String authorization) {
    return authorization.substring(SCHEME.length()).strip();
  }
}
