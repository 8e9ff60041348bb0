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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The headers and the body of a received request. */
final class InboundRequest {

  static final String SECRET_KEY = "X-Secret-Key";
  static final String AUTHORIZATION = "Authorization";

  static final int MAX_BYTES = 1 << 20;

  private InboundRequest() {}

  /**
   * {@return the values of a header} The name may be in any case. A value that is null is empty
   * text: it still counts as a repetition.
   */
  static List<String> header(@Nullable Map<String, List<String>> headers, String name) {
    List<String> values = new ArrayList<>();
    Objects.requireNonNullElse(headers, Map.<String, List<String>>of())
        .forEach(
            (given, all) -> {
              if (name.equalsIgnoreCase(given)) {
                Objects.requireNonNullElse(all, List.<String>of())
                    .forEach(value -> values.add(Objects.requireNonNullElse(value, "")));
              }
            });
    return values;
  }

  /**
   * Checks that one header has the right value.
   *
   * @param isOther true if the headers are those of the other type, if this one is missing
   */
  static void authenticate(
      @Nullable Map<String, List<String>> headers,
      String name,
      Predicate<String> isRight,
      MessageType other,
      boolean isOther) {
    List<String> given = header(headers, name);
    if (given.isEmpty() && isOther) {
      String message = "The headers are those of " + other.hint();
      throw new WebhookRejectedException(Reason.WRONG_MESSAGE_TYPE, false, message, null);
    }
    if (given.size() != 1 || !isRight.test(given.get(0))) {
      String message = name + " is missing, repeated or wrong";
      throw new WebhookRejectedException(Reason.NOT_AUTHENTICATED, false, message, null);
    }
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
