package io.github.bankhub.feign.internal.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import feign.Response;
import io.github.bankhub.domain.operation.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every JSON body of the adapter: requests, responses, errors, webhooks and IPNs.
 *
 * <p>An object is read as a map, a list as a list, and a scalar as a string, number, boolean or
 * null. A number keeps its digits; one with more than 40 characters is read as a string, because
 * parsing it is expensive. Objects may nest up to 64 levels. Only the size of the body limits texts
 * and names. The domain judges the fields and their types. A field that appears twice in the same
 * object makes the body unreadable, because nothing says which value is right.
 *
 * <p>Responses are read leniently: the size of a number is not limited, so it costs its own field
 * only, and text after the object is ignored. Webhooks and IPNs are read strictly.
 */
public final class Json {

  private static final int MAX_NUMBER_LENGTH = 40;
  private static final int MAX_DEPTH = 64;
  private static final int SMALL_BODY = 128;
  private static final int FEW_FIELDS = 8;

  private static final JsonFactory LENIENT = factory(Integer.MAX_VALUE);
  private static final JsonFactory STRICT = factory(StreamReadConstraints.DEFAULT_MAX_NUM_LEN);

  private Json() {}

  private static JsonFactory factory(int maxNumberLength) {
    StreamReadConstraints.Builder limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(maxNumberLength)
            .maxStringLength(Integer.MAX_VALUE);
    allowLongNames(limits);
    return JsonFactory.builder()
        .streamReadConstraints(limits.build())
        // A service may read amounts without an exponent only.
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .build();
  }

  private static void allowLongNames(StreamReadConstraints.Builder limits) {
    try {
      limits.maxNameLength(Integer.MAX_VALUE);
    } catch (NoSuchMethodError e) {
      // Jackson 2.15 does not limit names.
    }
  }

  /** {@return the JSON text of a request body} */
  public static byte[] write(Map<String, ?> body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(SMALL_BODY);
    try (JsonGenerator generator = LENIENT.createGenerator(bytes)) {
      write(body, generator);
    } catch (IOException e) {
      throw unwritable(e);
    }
    return bytes.toByteArray();
  }

  private static void write(@Nullable Object value, JsonGenerator generator) throws IOException {
    if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Number number) {
      write(number, generator);
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Map<?, ?> fields) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        generator.writeFieldName((String) field.getKey());
        write(field.getValue(), generator);
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> items) {
      generator.writeStartArray();
      for (Object item : items) {
        write(item, generator);
      }
      generator.writeEndArray();
    } else {
      throw unwritable(null);
    }
  }

  private static void write(Number number, JsonGenerator generator) throws IOException {
    if (number instanceof Integer || number instanceof Long) {
      generator.writeNumber(number.longValue());
    } else if (number instanceof BigDecimal decimal) {
      generator.writeNumber(decimal);
    } else {
      generator.writeNumber(number.toString());
    }
  }

  private static IllegalArgumentException unwritable(@Nullable IOException cause) {
    return new IllegalArgumentException("the request cannot be written as JSON", cause);
  }

  /**
   * {@return the fields of a success response} Bank Hub wraps some responses in {@code data}. That
   * object counts as a wrapper only if the response itself lacks a required field.
   *
   * @throws DecodeException if the body is not a JSON object
   */
  @SuppressWarnings("unchecked") // The keys of every map that this class reads are strings.
  public static Map<String, @Nullable Object> fields(Response response, Operation operation) {
    Map<String, @Nullable Object> fields =
        read(() -> LENIENT.createParser(response.body().asInputStream()), Json::object);
    return fields.get("data") instanceof Map<?, ?> data && !isFlat(fields, operation)
        ? (Map<String, @Nullable Object>) data
        : fields;
  }

  private static boolean isFlat(Map<String, @Nullable Object> fields, Operation operation) {
    List<String> required = requiredFields(operation);
    return !required.isEmpty() && required.stream().allMatch(name -> fields.get(name) != null);
  }

  /** None for a list: its {@code data} is a list, so an object there is always a wrapper. */
  private static List<String> requiredFields(Operation operation) {
    return switch (operation) {
      case CREATE_ACCESS_TOKEN -> List.of("access_token");
      case CREATE_LINK_TOKEN -> List.of("xid", "link_token", "hosted_link_url");
      case GET_LINK_TOKEN, GET_COMPANY, CREATE_COMPANY, GET_BANK_ACCOUNT -> List.of("xid");
      case EDIT_COMPANY -> List.of("message");
      case GET_COMPANY_COUNTER -> List.of("total");
      case GET_TRANSACTION, CREATE_TRANSACTION -> List.of("transaction_id");
      case UPLOAD_LOGO -> List.of("logo_url");
      case GET_MERCHANT_COUNTER -> List.of("dates");
      case GET_MERCHANT_SETTINGS, CHANGE_MERCHANT_SETTINGS ->
          List.of("transaction_whitelist_remark_keywords");
      case GET_WEBHOOK_SETTINGS, SET_WEBHOOK_SETTINGS -> List.of("webhook_url");
      case LIST_COMPANIES, LIST_BANK_ACCOUNTS, LIST_TRANSACTIONS, REVOKE_LINK_TOKEN -> List.of();
    };
  }

  /**
   * {@return the fields of the JSON object that is the whole body of a webhook or IPN}
   *
   * @throws DecodeException if the body is anything else, or has a number of more than 1,000 digits
   */
  public static Map<String, @Nullable Object> onlyObject(byte[] body) {
    return read(
        () -> STRICT.createParser(body),
        parser -> {
          Map<String, @Nullable Object> fields = object(parser);
          if (parser.nextToken() != null) {
            throw new DecodeException("the body goes on after the JSON object");
          }
          return fields;
        });
  }

  /**
   * {@return the fields of an error response; empty if it is neither object nor list} A list has no
   * fields: PHP writes an empty object as one.
   */
  static Optional<Map<String, @Nullable Object>> errorFields(String text) {
    try {
      return Optional.of(read(() -> LENIENT.createParser(text), Json::objectOrList));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable Object> read(Source source, Reading reading) {
    try (JsonParser parser = source.open()) {
      return reading.read(parser);
    } catch (IOException e) {
      // Jackson's message quotes the body.
      throw new DecodeException("the body is not JSON");
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    parser.nextToken();
    return objectAt(parser);
  }

  private static Map<String, @Nullable Object> objectOrList(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return objectAt(parser);
    }
    list(parser);
    return Map.of();
  }

  private static Map<String, @Nullable Object> objectAt(JsonParser parser) throws IOException {
    if (parser.currentToken() == null) {
      throw new DecodeException("the body is empty");
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new DecodeException("the body is not a JSON object");
    }
    return map(parser);
  }

  private static Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(FEW_FIELDS);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (fields.containsKey(name)) {
        throw new DecodeException("a field appears twice in the same object");
      }
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(parser);
      case START_ARRAY -> list(parser);
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static Object integer(JsonParser parser) throws IOException {
    String digits = parser.getText();
    return digits.length() > MAX_NUMBER_LENGTH ? digits : parser.getNumberValue();
  }

  private static Object decimal(String digits) {
    try {
      return digits.length() > MAX_NUMBER_LENGTH ? digits : new BigDecimal(digits);
    } catch (NumberFormatException e) {
      // The exponent is out of range.
      return digits;
    }
  }

  /** Opens a parser. */
  @FunctionalInterface
  private interface Source {
    JsonParser open() throws IOException;
  }

  /** Reads a whole body. */
  @FunctionalInterface
  private interface Reading {
    Map<String, @Nullable Object> read(JsonParser parser) throws IOException;
  }
}
