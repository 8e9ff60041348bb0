package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.bankhub.domain.operation.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * {@code llms.txt}, for language models: paths, fields and examples. It is made from the README,
 * the pages in {@code docs} and the API descriptions.
 */
class LlmsTextTest {

  private static final Path ROOT = Path.of("..");
  private static final Path FILE = ROOT.resolve("llms.txt");

  @Test
  void the_file_has_the_paths_fields_and_examples_of_the_docs() throws IOException {
    String expected = text();
    if (Boolean.getBoolean("bankhub.docs.write")) {
      Files.writeString(FILE, expected);
    }
    assertThat(Files.readString(FILE))
        .as("update it with -Dbankhub.docs.write=true")
        .isEqualTo(expected);
  }

  private static String text() throws IOException {
    String readme = read("README.md");
    return """
    %s
    The Maven coordinates are `io.github.bankhub:bankhub-adapter-feign` (the client) and \
    `io.github.bankhub:bankhub-testkit` (the offline Bank Hub, for tests).

    ## Operations of Bank Hub

    A field with `*` is required. The first request has `Authorization: Basic` with the client id and secret. All others have `Authorization: Bearer` with the access token.

    %s
    ## Events, sent as webhooks

    %s
    ## Create a link token

    %s
    ## Test with the offline Bank Hub

    %s
    ## Inject a fault

    %s
    ## Handle webhooks in a test

    %s
    ## Requests for the command line

    [openapi/bankhub.http](openapi/bankhub.http) has a request for each operation, and for the control of the offline Bank Hub.

    ## Documentation

    %s
    """
        .formatted(
            readme.substring(0, readme.indexOf("\n## ")),
            operations(),
            events(),
            example("README.md", "BankHubSettings settings"),
            example("docs/offline.md", "@BankHubTest"),
            example("docs/offline.md", "a_lost_response_leaves"),
            example("docs/webhooks.md", "WebhookInbox inbox"),
            pages());
  }

  private static String operations() throws IOException {
    JsonNode spec = yaml("bankhub.yaml");
    return Arrays.stream(Operation.values())
        .map(operation -> operation(spec, operation))
        .collect(Collectors.joining());
  }

  private static String operation(JsonNode spec, Operation operation) {
    JsonNode described =
        spec.path("paths").path(operation.path()).path(operation.method().toLowerCase(Locale.ROOT));
    JsonNode response = described.at("/responses/" + operation.successStatus());
    return "- `%s`: %s. Request: %s. Response %d: %s.\n"
        .formatted(
            operation,
            described.path("summary").asText(),
            both(parameters(spec, described), body(spec, described.path("requestBody"))),
            operation.successStatus(),
            both("", body(spec, response)));
  }

  /** The fields of a request or response, of whatever media type. */
  private static String body(JsonNode spec, JsonNode message) {
    return stream(resolved(spec, message).path("content"))
        .map(content -> fields(spec, content.path("schema")))
        .filter(fields -> !fields.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String both(String first, String second) {
    String fields =
        Stream.of(first, second).filter(it -> !it.isEmpty()).collect(Collectors.joining(", "));
    return fields.isEmpty() ? "no fields" : fields;
  }

  private static String parameters(JsonNode spec, JsonNode described) {
    return stream(described.path("parameters"))
        .map(it -> resolved(spec, it))
        .map(it -> field(it.get("name").asText(), it.path("required").asBoolean()))
        .collect(Collectors.joining(", "));
  }

  private static String fields(JsonNode spec, JsonNode schema) {
    JsonNode object = resolved(spec, schema);
    Stream<String> parts = stream(object.path("allOf")).map(part -> fields(spec, part));
    Stream<String> own =
        object.path("properties").properties().stream()
            .map(it -> field(it.getKey(), isRequired(object, it.getKey())) + nested(spec, it));
    return Stream.concat(parts, own).filter(it -> !it.isEmpty()).collect(Collectors.joining(", "));
  }

  /** The fields of the object in {@code data}, or of each object in its list. */
  private static String nested(JsonNode spec, Map.Entry<String, JsonNode> field) {
    JsonNode data = resolved(spec, field.getValue());
    String fields = fields(spec, data.has("items") ? data.get("items") : data);
    return field.getKey().equals("data") ? " (" + fields + ")" : "";
  }

  private static boolean isRequired(JsonNode object, String name) {
    return stream(object.path("required")).anyMatch(it -> it.asText().equals(name));
  }

  private static String field(String name, boolean isRequired) {
    return "`" + name + "`" + (isRequired ? "*" : "");
  }

  private static String events() throws IOException {
    JsonNode spec = yaml("events.yaml");
    return """
    The header `%s` has the secret. The body has %s. `metadata` has some of %s.

    The events are %s.
    """
        .formatted(
            spec.at("/components/securitySchemes/secretKey/name").asText(),
            fields(spec, spec.at("/components/schemas/Event")),
            fields(spec, spec.at("/components/schemas/Metadata")),
            stream(spec.at("/components/schemas/Event/properties/event/anyOf/0/enum"))
                .map(it -> "`" + it.asText() + "`")
                .collect(Collectors.joining(", ")));
  }

  /** The first Java example of a page that has a text. */
  private static String example(String page, String part) throws IOException {
    Matcher blocks = Pattern.compile("(?s)```java\n.*?\n```\n").matcher(read(page));
    return blocks
        .results()
        .map(block -> block.group())
        .filter(block -> block.contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static String pages() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      return pages
          .map(page -> page.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .sorted()
          .map(LlmsTextTest::page)
          .collect(Collectors.joining());
    }
  }

  private static String page(String name) {
    return "- [%s](docs/%s)\n"
        .formatted(read("docs/" + name).lines().findFirst().orElseThrow().substring(2), name);
  }

  private static JsonNode resolved(JsonNode spec, JsonNode node) {
    return node.has("$ref") ? spec.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode yaml(String name) throws IOException {
    return new YAMLMapper().readTree(ROOT.resolve("openapi").resolve(name).toFile());
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
