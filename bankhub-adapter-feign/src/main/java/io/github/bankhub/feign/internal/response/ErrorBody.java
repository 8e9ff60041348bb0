package io.github.bankhub.feign.internal.response;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an error response, in any of Bank Hub's shapes. They are redacted.
 *
 * @param message the message for the whole request, if there is one
 * @param fields the messages by field
 */
public record ErrorBody(@Nullable String message, Map<String, String> fields) {

  private static final Set<String> NO_FIELDS = Set.of("error", "success");
  private static final int MAX_FIELDS = 50;
  private static final int MAX_TEXT_LENGTH = 1000;

  public static ErrorBody of(BufferedResponse response) {
    return response
        .errorFields()
        .map(body -> new ErrorBody(message(body), fields(body)).redactedBy(response))
        .orElseGet(() -> new ErrorBody(null, Map.of()));
  }

  private ErrorBody redactedBy(BufferedResponse response) {
    Map<String, String> redacted = new LinkedHashMap<>();
    fields.forEach((field, text) -> redacted.put(shown(field, response), shown(text, response)));
    return new ErrorBody(message == null ? null : shown(message, response), redacted);
  }

  private static String shown(String part, BufferedResponse response) {
    String redacted = response.redacted(part);
    return redacted.length() <= MAX_TEXT_LENGTH
        ? redacted
        : redacted.substring(0, MAX_TEXT_LENGTH) + "…";
  }

  private static @Nullable String message(Map<String, @Nullable Object> body) {
    return Stream.of(
            text(body, "message"),
            text(body, "messages"),
            body.get("messages") instanceof Map<?, ?> inner ? text(inner, "error") : "",
            text(body, "errors"),
            text(body, "error"),
            text(body, "error_description"))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** The text of a field that is a string or a list; blank for anything else. */
  private static String text(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    return value instanceof String || value instanceof List ? text(value) : "";
  }

  private static Map<String, String> fields(Map<String, @Nullable Object> body) {
    Map<String, String> fields = new LinkedHashMap<>();
    collect(body.get("errors"), fields);
    collect(body.get("messages"), fields);
    return fields;
  }

  private static void collect(@Nullable Object messages, Map<String, String> fields) {
    if (messages instanceof Map<?, ?> map) {
      map.forEach((name, value) -> collect(String.valueOf(name), value, fields));
    }
  }

  private static void collect(String name, @Nullable Object value, Map<String, String> fields) {
    String text = Redaction.isSecret(name) ? Redaction.MASK : text(value);
    if (fields.size() < MAX_FIELDS && !NO_FIELDS.contains(name) && !text.isBlank()) {
      fields.put(name, text);
    }
  }

  private static String text(@Nullable Object value) {
    StringJoiner parts = new StringJoiner(" ");
    addTexts(value, parts);
    return parts.toString();
  }

  private static void addTexts(@Nullable Object value, StringJoiner parts) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, nested) -> addTexts(redacted(name, nested), parts));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> addTexts(item, parts));
    } else {
      parts.add(Optional.<Object>ofNullable(value).orElse("").toString());
    }
  }

  private static @Nullable Object redacted(@Nullable Object name, @Nullable Object value) {
    return Redaction.isSecret(String.valueOf(name)) ? Redaction.MASK : value;
  }
}
