package io.github.bankhub.testkit.webhook;

import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.testkit.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A webhook as it arrives: headers and bytes. Immutable; printing it shows neither. */
public final class WebhookRequest {

  /** The header with the webhook's secret. Source: page "Webhook configuration". */
  public static final String SECRET_HEADER = "X-Secret-Key";

  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * Keeps a request.
   *
   * @param headers the headers
   * @param body the body as it came
   * @throws NullPointerException if an argument is null, or a name or value among the headers;
   *     names the argument
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

  /**
   * The headers, the secret among them.
   *
   * @return names and values
   */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /**
   * The body as it came. May hold an account number in clear.
   *
   * @return the bytes, a copy
   */
  public byte[] body() {
    return body.clone();
  }

  /**
   * The event in the body. Nothing is said about the secret: to judge that is the application's.
   *
   * @return the event
   * @throws IllegalArgumentException if the body is not that of a webhook
   */
  public WebhookEvent event() {
    Map<String, Object> fields = Json.read(body);
    if (fields == null) {
      throw new IllegalArgumentException("the body is not a JSON object");
    }
    return WebhookEvent.of(fields);
  }

  /** The JSON of some fields. */
  public static byte[] json(Map<String, ? extends @Nullable Object> fields) {
    return Json.write(fields);
  }

  /** Returns the length. */
  @Override
  public String toString() {
    return "WebhookRequest[" + body.length + " bytes]";
  }
}
