package io.github.bankhub.domain.webhook;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.text.PrintableText;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The webhook that is set at SePay. A response needs {@code webhook_url}.
 *
 * <p>Immutable. Printing it omits the secret, and the query of the address. After {@code set}, its
 * {@link #fields()} have the secret in clear. Sources: pages "Get webhook configuration" and "Set
 * webhook configuration".
 */
public final class WebhookConfiguration extends ApiObject {

  private static final String MASK = "***";
  private static final int SHOWN = 4;

  // Transient, because its query may contain a key.
  private final transient URI url;
  private final List<String> events;

  private WebhookConfiguration(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.url = required(NewWebhook.URL, text -> JsonFields.uri(NewWebhook.URL, text));
    this.events =
        fields.get(NewWebhook.EVENTS) instanceof List<?> names
            ? names.stream().flatMap(WebhookConfiguration::text).toList()
            : List.of();
  }

  private static Stream<String> text(@Nullable Object name) {
    return name instanceof String text ? Stream.of(text) : Stream.empty();
  }

  /**
   * {@return the webhook in a response}
   *
   * @param fields the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code webhook_url} is
   *     missing or no address
   */
  public static WebhookConfiguration of(
      Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    return new WebhookConfiguration(fields, zone);
  }

  /**
   * {@return the webhook in a response; empty if {@code data} is null, because none is set} An
   * empty list counts as null: PHP writes an empty object as one.
   *
   * @param fields the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if there is neither a webhook
   *     nor {@code data}
   */
  public static Optional<WebhookConfiguration> optional(
      Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    @Nullable Object data = fields.get("data");
    boolean isUnset =
        !fields.containsKey(NewWebhook.URL)
            && fields.containsKey("data")
            && (data == null || data.equals(List.of()));
    return isUnset ? Optional.empty() : Optional.of(of(fields, zone));
  }

  /**
   * {@return the address, {@code webhook_url}} Characters that a URI cannot have are
   * percent-encoded: another client may have set them.
   */
  public URI url() {
    return url;
  }

  /**
   * {@return how SePay authenticates itself, {@code auth_type}} SePay's pages show only {@code
   * SECRET_KEY}.
   */
  public Optional<String> authType() {
    return text("auth_type");
  }

  /**
   * {@return stars and the last four characters of the secret, such as {@code ***5678}} SePay sends
   * a masked one for {@code get} and the whole one for {@code set}; both look the same here. Of a
   * whole one of at most eight characters, only the stars are left.
   */
  public Optional<String> maskedSecret() {
    return text("secret_key").map(secret -> MASK + secret.substring(hidden(secret)));
  }

  /** {@return how many characters at the beginning of a secret are not shown} */
  private static int hidden(String secret) {
    int minLength = secret.startsWith(MASK) ? SHOWN : 2 * SHOWN;
    return secret.length() > minLength ? secret.length() - SHOWN : secret.length();
  }

  /** {@return the media type of the requests, {@code request_content_type}} */
  public Optional<String> requestContentType() {
    return text("request_content_type");
  }

  /**
   * {@return whether SePay sends events to it, {@code active}; false if SePay did not send the
   * field}
   */
  public boolean isActive() {
    return flag("active");
  }

  /**
   * {@return the names of the events that it receives, {@code allow_events}; unmodifiable} {@code
   * *} stands for all.
   */
  public List<String> events() {
    return events;
  }

  /** {@return whether it receives all events} */
  public boolean receivesAllEvents() {
    return events.contains(NewWebhook.ALL);
  }

  /** {@return the address without its query, whether it is active, and the events} */
  @Override
  public String toString() {
    return PrintableText.of(
        "WebhookConfiguration[%s, active=%s, %s]"
            .formatted(Check.withoutQuery(url), isActive(), events));
  }
}
