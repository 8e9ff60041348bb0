package io.github.bankhub.feign.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.failure.InvalidFieldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Headers and body of a received request. */
final class InboundRequest {

  static final String SECRET_KEY = "X-Secret-Key";
  static final String AUTHORIZATION = "Authorization";

  static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 64;

  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerForMapOf(Object.class);

  private InboundRequest() {}

  /** The values of a header, whose name may be in any case. */
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

  /** What a body of the expected stream tells. */
  static <T> T read(
      byte[] body, MessageType expected, Function<Map<String, @Nullable Object>, T> reading) {
    if (body.length > MAX_BYTES) {
      throw WebhookRejectedException.tooLarge(MAX_BYTES);
    }
    Map<String, @Nullable Object> fields = object(body);
    MessageType stream = MessageType.of(fields);
    if (stream != expected && stream != MessageType.UNKNOWN) {
      throw WebhookRejectedException.bodyOf(stream);
    }
    try {
      return reading.apply(fields);
    } catch (InvalidFieldException e) {
      throw WebhookRejectedException.unusable(e);
    }
  }

  private static Map<String, @Nullable Object> object(byte[] body) {
    Map<String, @Nullable Object> fields = null;
    try {
      fields = JSON.readValue(body);
    } catch (IOException e) {
      // Refused below: Jackson's message quotes the body.
    }
    if (fields == null) {
      throw WebhookRejectedException.notJson();
    }
    return fields;
  }
}
