package io.github.bankhub.feign.internal.response;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer says, whichever of Bank Hub's shapes it has.
 *
 * @param message the message for the whole request, if there is one
 * @param fields the messages by field
 */
public record ErrorBody(@Nullable String message, Map<String, String> fields) {

  private static final Set<String> NO_FIELDS = Set.of("error", "success");
  private static final int MAX_FIELDS = 50;
  private static final int MAX_TEXT_LENGTH = 1000;

  public static ErrorBody of(BufferedResponse answer) {
    return answer
        .json()
        .map(ErrorBody::of)
        .map(body -> body.redactedBy(answer))
        .orElseGet(() -> new ErrorBody(null, Map.of()));
  }

  private ErrorBody redactedBy(BufferedResponse answer) {
    Map<String, String> redacted = new LinkedHashMap<>();
    fields.forEach((field, text) -> redacted.put(shown(field, answer), shown(text, answer)));
    return new ErrorBody(message == null ? null : shown(message, answer), redacted);
  }

  private static String shown(String part, BufferedResponse answer) {
    String redacted = answer.redacted(part);
    return redacted.length() <= MAX_TEXT_LENGTH
        ? redacted
        : redacted.substring(0, MAX_TEXT_LENGTH) + "…";
  }

  private static ErrorBody of(JsonNode body) {
    Map<String, String> fields = new LinkedHashMap<>();
    collect(body.path("errors"), fields);
    collect(body.path("messages"), fields);
    String message =
        firstText(
                body.path("message"),
                body.path("messages"),
                body.path("messages").path("error"),
                body.path("errors"),
                body.path("error"),
                body.path("error_description"))
            .orElse(null);
    return new ErrorBody(message, fields);
  }

  private static void collect(JsonNode messages, Map<String, String> fields) {
    messages
        .properties()
        .forEach(
            entry -> {
              String text = text(entry);
              if (fields.size() < MAX_FIELDS
                  && !NO_FIELDS.contains(entry.getKey())
                  && !text.isBlank()) {
                fields.put(entry.getKey(), text);
              }
            });
  }

  private static Optional<String> firstText(JsonNode... candidates) {
    for (JsonNode candidate : candidates) {
      String text = candidate.isTextual() || candidate.isArray() ? text(candidate) : "";
      if (!text.isBlank()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  private static String text(JsonNode node) {
    StringJoiner parts = new StringJoiner(" ");
    addTexts(node, parts);
    return parts.toString();
  }

  private static String text(Map.Entry<String, JsonNode> field) {
    StringJoiner parts = new StringJoiner(" ");
    addTexts(field, parts);
    return parts.toString();
  }

  private static void addTexts(Map.Entry<String, JsonNode> field, StringJoiner parts) {
    if (Redaction.isSecret(field.getKey())) {
      parts.add(Redaction.MASK);
    } else {
      addTexts(field.getValue(), parts);
    }
  }

  private static void addTexts(JsonNode node, StringJoiner parts) {
    if (node.isObject()) {
      node.properties().forEach(field -> addTexts(field, parts));
    } else if (node.isArray()) {
      node.forEach(part -> addTexts(part, parts));
    } else {
      parts.add(node.asText(""));
    }
  }
}
