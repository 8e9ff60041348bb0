package io.github.bankhub.feign;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.bankhub.domain.operation.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The examples in {@code openapi/bankhub.yaml}. */
public final class SpecExamples {

  private static final JsonNode SPEC = read();

  private SpecExamples() {}

  /** The example of a request body. */
  public static JsonNode requestBody(Operation operation, String name) {
    return example(operation(operation).path("requestBody"), name);
  }

  /** The examples of the body, of the path's and of these query parameters; maybe empty. */
  public static JsonNode request(Operation operation, String... parameters) {
    ObjectNode fields =
        operation(operation).at("/requestBody/required").asBoolean()
            ? requestBody(operation, "lifelike").deepCopy()
            : JsonNodeFactory.instance.objectNode();
    for (JsonNode reference : operation(operation).path("parameters")) {
      JsonNode parameter = resolved(reference);
      String name = parameter.path("name").asText();
      if (parameter.path("required").asBoolean() || List.of(parameters).contains(name)) {
        fields.set(name, parameter.get("example"));
      }
    }
    assertThat(parameters).as("parameters of the spec").allMatch(fields::has);
    return fields;
  }

  /** The example of a response body. */
  public static JsonNode response(Operation operation, int status, String name) {
    JsonNode responses = operation(operation).path("responses");
    return example(resolved(responses.path(String.valueOf(status))), name);
  }

  /** A copy of the example of a success. */
  static ObjectNode success(Operation operation) {
    return response(operation, operation.successStatus(), "lifelike").deepCopy();
  }

  /** Each field in the examples of successes, at every depth, by name; rather an object or list. */
  static Map<String, JsonNode> fields() {
    Map<String, JsonNode> fields = new TreeMap<>();
    for (Operation operation : Operation.values()) {
      collect(success(operation), fields);
    }
    return fields;
  }

  private static void collect(JsonNode example, Map<String, JsonNode> fields) {
    example
        .properties()
        .forEach(
            field ->
                fields.merge(
                    field.getKey(),
                    field.getValue(),
                    (one, it) -> one.isContainerNode() ? one : it));
    example.forEach(nested -> collect(nested, fields));
  }

  /** A sample with only some of its fields: {@code events.name} is the field in each event. */
  public static JsonNode only(JsonNode sample, String... paths) {
    ObjectNode selected = JsonNodeFactory.instance.objectNode();
    for (String path : paths) {
      copy((ObjectNode) sample, selected, path);
    }
    return selected;
  }

  private static void copy(ObjectNode from, ObjectNode to, String path) {
    String[] names = path.split("\\.", 2);
    JsonNode value = requireNonNull(from.get(names[0]), path);
    if (names.length == 1) {
      to.set(names[0], value);
    } else if (value instanceof ArrayNode items) {
      ArrayNode selected = to.withArray(names[0]);
      copy(
          (ObjectNode) items.get(0),
          selected.isEmpty() ? selected.addObject() : (ObjectNode) selected.get(0),
          names[1]);
    } else {
      copy((ObjectNode) value, to.withObject("/" + names[0]), names[1]);
    }
  }

  private static JsonNode operation(Operation operation) {
    return SPEC.path("paths")
        .path(operation.path())
        .path(operation.method().toLowerCase(Locale.ROOT));
  }

  private static JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText().replaceFirst("^#", "");
    return reference.isEmpty() ? node : SPEC.at(reference);
  }

  private static JsonNode example(JsonNode body, String name) {
    JsonNode value = body.at("/content/application~1json/examples").path(name).path("value");
    assertThat(value.isMissingNode()).as("the spec has no example %s", name).isFalse();
    return value;
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Path.of("../openapi/bankhub.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
