package io.github.bankhub.testkit.webhook;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.event.WebhookEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A webhook as it arrives: headers and bytes. Immutable; printing it shows neither. */
public final class WebhookRequest {

  /** The header with the webhook's secret. Source: page "Webhook configuration". */
  public static final String SECRET_HEADER = "X-Secret-Key";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<@Nullable Map<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

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
    try {
      Map<String, @Nullable Object> fields = MAPPER.readValue(body, FIELDS);
      if (fields != null) {
        return WebhookEvent.of(fields);
      }
    } catch (IOException e) {
      // Refused below: the parser's text could show parts of the body.
    }
    throw new IllegalArgumentException("the body is no JSON object");
  }

  /** The JSON of some fields. */
  public static byte[] json(Map<String, ? extends @Nullable Object> fields) {
    try {
      return MAPPER.writeValueAsBytes(fields);
    } catch (IOException e) {
      throw new UncheckedIOException("texts and numbers cannot fail to be written", e);
    }
  }

  /** Returns the length. */
  @Override
  public String toString() {
    return "WebhookRequest[" + body.length + " bytes]";
  }
}
