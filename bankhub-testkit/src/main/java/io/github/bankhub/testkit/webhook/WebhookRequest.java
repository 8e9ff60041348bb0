package io.github.bankhub.testkit.webhook;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.testkit.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A webhook or an IPN as it arrives: headers and body. Immutable. {@link #toString} shows neither.
 */
public final class WebhookRequest {

  /** The header with the secret of a webhook. Source: page "Webhook configuration". */
  public static final String SECRET_HEADER = "X-Secret-Key";

  // Transient, so that libraries that write fields omit the secret and the account number.
  private final transient Map<String, List<String>> headers;
  private final transient byte[] body;

  /**
   * Copies the headers and the body.
   *
   * @param headers the headers
   * @param body the body
   * @throws NullPointerException if an argument, or a name or value in the headers, is null; names
   *     the argument
   */
  public WebhookRequest(Map<String, List<String>> headers, byte[] body) {
    Objects.requireNonNull(headers, "headers");
    headers.forEach(
        (name, values) -> {
          Objects.requireNonNull(name, "headers");
          Objects.requireNonNull(values, "headers");
        });
    this.headers = Map.copyOf(headers);
    this.body = Objects.requireNonNull(body, "body").clone();
  }

  /** {@return the headers, which include the secret; unmodifiable} */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** {@return the body, a copy} May contain an unmasked account number. */
  public byte[] body() {
    return body.clone();
  }

  /**
   * {@return the event in the body} Does not check the secret: the application does.
   *
   * @throws IllegalArgumentException if the body is not that of a webhook
   */
  public WebhookEvent event() {
    return WebhookEvent.of(fields());
  }

  /**
   * {@return the IPN in the body} Does not check the key: the application does.
   *
   * @throws IllegalArgumentException if the body is not that of an IPN
   */
  public BalanceNotification ipn() {
    return BalanceNotification.of(fields());
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = Json.read(body);
    if (fields == null) {
      throw new IllegalArgumentException("the body is not a JSON object");
    }
    return fields;
  }

  /** Returns the length of the body. */
  @Override
  public String toString() {
    return "WebhookRequest[" + body.length + " bytes]";
  }
}
