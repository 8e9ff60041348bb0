package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.internal.response.DecodeException;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.webhook.WebhookRejectedException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The headers and the body of a received request. */
final class InboundRequest {

  static final String SECRET_KEY = "X-Secret-Key";
  static final String AUTHORIZATION = "Authorization";

  static final int MAX_BYTES = 1 << 20;

  private InboundRequest() {}

  /** {@return a lookup of headers, whose names may be in any case} */
  static Function<String, List<String>> lookup(@Nullable Map<String, List<String>> headers) {
    Map<String, List<String>> all = Objects.requireNonNullElse(headers, Map.of());
    return name -> {
      List<String> values = new ArrayList<>();
      all.forEach(
          (given, some) -> {
            if (name.equalsIgnoreCase(given)) {
              values.addAll(Objects.requireNonNullElse(some, List.of()));
            }
          });
      return values;
    };
  }

  /** {@return the values of a header} A value that is null counts as a repetition too. */
  static List<String> values(Function<String, List<String>> headers, String name) {
    return Objects.requireNonNullElse(headers.apply(name), List.<String>of()).stream()
        .map(value -> Objects.requireNonNullElse(value, ""))
        .toList();
  }

  /**
   * Checks that one header has a right value.
   *
   * @param values the values of the header
   * @param finder the position of the secret in a value; -1 if there is none
   * @param other the other type, if the headers have its secret
   * @return the position of the secret
   */
  static int authenticate(
      String name, List<String> values, ToIntFunction<String> finder, @Nullable MessageType other) {
    if (values.isEmpty() && other != null) {
      String message = "The headers are those of " + other.hint();
      throw new WebhookRejectedException(Reason.WRONG_MESSAGE_TYPE, false, message, null);
    }
    int found = values.size() == 1 ? finder.applyAsInt(values.get(0)) : -1;
    if (found < 0) {
      String message = name + " is missing, repeated or wrong";
      throw new WebhookRejectedException(Reason.NOT_AUTHENTICATED, false, message, null);
    }
    return found;
  }

  /** {@return the value of a body of the expected type} */
  static <T> T read(
      byte @Nullable [] body,
      MessageType expected,
      Function<Map<String, @Nullable Object>, T> mapping) {
    byte[] bytes = Objects.requireNonNullElse(body, new byte[0]);
    if (bytes.length > MAX_BYTES) {
      throw rejected(Reason.TOO_LARGE, "The body is larger than " + MAX_BYTES + " bytes");
    }
    Map<String, @Nullable Object> fields = fields(bytes);
    MessageType type = MessageType.of(fields);
    if (type != expected && type != MessageType.UNKNOWN) {
      throw rejected(Reason.WRONG_MESSAGE_TYPE, "The body is that of " + type.hint());
    }
    try {
      return mapping.apply(fields);
    } catch (InvalidFieldException e) {
      String message = e.field() + " is missing or cannot be read";
      throw new WebhookRejectedException(Reason.UNUSABLE_FIELD, true, message, e.field());
    }
  }

  private static Map<String, @Nullable Object> fields(byte[] body) {
    try {
      return Json.onlyObject(body);
    } catch (DecodeException e) {
      throw rejected(Reason.NOT_JSON, "The body is not a valid JSON object: " + e.getMessage());
    }
  }

  private static WebhookRejectedException rejected(Reason reason, String message) {
    return new WebhookRejectedException(reason, true, message, null);
  }
}
