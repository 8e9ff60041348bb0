package io.github.bankhub.testkit.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as maps. Rejects trailing text and duplicate fields. Thread-safe. */
public final class Json {

  private static final TypeReference<@Nullable Map<String, Object>> OBJECT =
      new TypeReference<>() {};
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // An amount of money is exact.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /** {@return the JSON object in a text; null if the text is not exactly one valid object} */
  public static @Nullable Map<String, Object> read(byte[] utf8) {
    try {
      return MAPPER.readValue(utf8, OBJECT);
    } catch (JsonProcessingException e) {
      // Without the parser's message, which may show parts of the text.
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes cannot fail", e);
    }
  }

  public static byte[] write(Map<?, ?> object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing texts and numbers cannot fail", e);
    }
  }

  /** {@return a map with these names and values by turns, in this order} */
  public static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }
}
