package io.github.bankhub.feign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as Bank Hub writes it: unknown fields are ignored, numbers may be text. */
final class Json {

  private static final int LONGEST_NUMBER = 40;

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Money keeps the digits that SePay wrote.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addModule(
              new SimpleModule()
                  .addDeserializer(Long.class, new LenientLong())
                  .addDeserializer(Integer.class, new LenientInteger()))
          .build();

  private static final TypeReference<Map<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

  private Json() {}

  /** The fields of an object, as plain Java values. */
  static Map<String, @Nullable Object> fields(ObjectNode object) {
    return MAPPER.convertValue(object, FIELDS);
  }

  /** The tree of an object or array; empty for anything else. */
  static Optional<JsonNode> tree(String text) {
    try {
      return Optional.ofNullable(MAPPER.readTree(text)).filter(JsonNode::isContainerNode);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static @Nullable BigDecimal number(JsonParser parser) throws IOException {
    try {
      return switch (parser.currentToken()) {
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
        case VALUE_STRING ->
            parser.getTextLength() > LONGEST_NUMBER
                ? null
                : new BigDecimal(parser.getText().strip());
        default -> {
          parser.skipChildren();
          yield null;
        }
      };
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Long within(@Nullable BigDecimal number, long min, long max) {
    if (number == null) {
      return null;
    }
    if (number.compareTo(BigDecimal.valueOf(min)) <= 0) {
      return min;
    }
    return number.compareTo(BigDecimal.valueOf(max)) >= 0 ? (Long) max : (Long) number.longValue();
  }

  private static final class LenientLong extends StdDeserializer<Long> {

    private static final long serialVersionUID = 1L;

    LenientLong() {
      super(Long.class);
    }

    @Override
    public @Nullable Long deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return within(number(parser), Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  private static final class LenientInteger extends StdDeserializer<Integer> {

    private static final long serialVersionUID = 1L;

    LenientInteger() {
      super(Integer.class);
    }

    @Override
    public @Nullable Integer deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Long value = within(number(parser), Integer.MIN_VALUE, Integer.MAX_VALUE);
      return value == null ? null : (Integer) value.intValue();
    }
  }
}
