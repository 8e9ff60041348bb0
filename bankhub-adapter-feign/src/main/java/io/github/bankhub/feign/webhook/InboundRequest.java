package io.github.bankhub.feign.webhook;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.feign.internal.response.DecodeException;
import io.github.bankhub.feign.internal.response.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers and the body of a received request. */
final class InboundRequest {

  static final String SECRET_KEY = "X-Secret-Key";
  static final String AUTHORIZATION = "Authorization";

  static final int MAX_BYTES = 1 << 20;

  private InboundRequest() {}

  /** {@return the values of a header} The name may be in any case. */
  static List<String> header(Map<String, List<String>> headers, String name) {
    List<String> values = new ArrayList<>();
    headers.forEach(
        (given, all) -> {
          if (name.equalsIgnoreCase(given)) {
            values.addAll(all);
          }
        });
    return values;
  }

  /** {@return the value of a body of the expected type} */
  static <T> T read(
      byte[] body, MessageType expected, Function<Map<String, @Nullable Object>, T> mapping) {
    if (body.length > MAX_BYTES) {
      throw WebhookRejectedException.tooLarge(MAX_BYTES);
    }
    Map<String, @Nullable Object> fields = fields(body);
    MessageType type = MessageType.of(fields);
    if (type != expected && type != MessageType.UNKNOWN) {
      throw WebhookRejectedException.wrongBody(type);
    }
    try {
      return mapping.apply(fields);
    } catch (InvalidFieldException e) {
      throw WebhookRejectedException.unusable(e);
    }
  }

  private static Map<String, @Nullable Object> fields(byte[] body) {
    try {
      return Json.onlyObject(body);
    } catch (DecodeException e) {
      throw WebhookRejectedException.notJson();
    }
  }
}
