package io.github.bankhub.feign.internal.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Bank Hub writes it: unknown fields are ignored, numbers may be text. A number that no
 * calculation can bear is text too, and costs no more.
 */
public final class Json {

  private static final int MAX_NUMBER_LENGTH = 40;

  /** The length of the whole is bounded already, and an odd number is to cost its field alone. */
  private static final StreamReadConstraints ANY_NUMBER =
      StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build();

  static final JsonMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(ANY_NUMBER).build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .addModule(
              new SimpleModule()
                  .addDeserializer(JsonNode.class, new LenientTree())
                  .addDeserializer(Long.class, new LenientLong())
                  .addDeserializer(Integer.class, new LenientInteger()))
          .build();

  private static final TypeReference<Map<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

  private Json() {}

  /** The fields of an object, as plain Java values. */
  public static Map<String, @Nullable Object> fields(ObjectNode object) {
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
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> number(parser.getText());
      default -> {
        parser.skipChildren();
        yield null;
      }
    };
  }

  private static @Nullable BigDecimal number(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return null;
    }
    try {
      return new BigDecimal(text.strip());
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

  /** Numbers keep the digits that SePay wrote. */
  private static final class LenientTree extends StdDeserializer<JsonNode> {

    private static final long serialVersionUID = 1L;

    LenientTree() {
      super(JsonNode.class);
    }

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> object(parser, context);
        case START_ARRAY -> array(parser, context);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numberOrText(parser);
        case VALUE_TRUE -> BooleanNode.TRUE;
        case VALUE_FALSE -> BooleanNode.FALSE;
        case VALUE_NULL -> NullNode.instance;
        default -> TextNode.valueOf(parser.getText());
      };
    }

    private ObjectNode object(JsonParser parser, DeserializationContext context)
        throws IOException {
      ObjectNode fields = context.getNodeFactory().objectNode();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        fields.set(name, deserialize(parser, context));
      }
      return fields;
    }

    private ArrayNode array(JsonParser parser, DeserializationContext context) throws IOException {
      ArrayNode items = context.getNodeFactory().arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(deserialize(parser, context));
      }
      return items;
    }

    private static JsonNode numberOrText(JsonParser parser) throws IOException {
      String text = parser.getText();
      BigDecimal number = number(text);
      if (number == null) {
        return TextNode.valueOf(text);
      }
      return switch (parser.getNumberType()) {
        case INT -> IntNode.valueOf(number.intValue());
        case LONG -> LongNode.valueOf(number.longValue());
        case BIG_INTEGER -> BigIntegerNode.valueOf(number.toBigInteger());
        default -> DecimalNode.valueOf(number);
      };
    }
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
