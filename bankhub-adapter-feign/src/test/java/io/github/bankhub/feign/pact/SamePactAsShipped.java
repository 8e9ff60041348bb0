package io.github.bankhub.feign.pact;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.testkit.pact.ShippedPacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Compares the pact that the consumer tests wrote with the one that the testkit ships. */
final class SamePactAsShipped implements BeforeAllCallback, AfterAllCallback {

  private static final String NAME = "bankhub-sepay-bank-hub.json";
  private static final Path WRITTEN = Path.of("target", "pacts", NAME);
  private static final Path SHIPPED =
      Path.of("..", "bankhub-testkit", "src", "main", "resources", "META-INF", "bankhub", "pacts")
          .resolve(NAME);

  /** A stub returns the first interaction that matches: see {@code ShippedPactsTest}. */
  private static final Comparator<JsonNode> SUCCESS_FIRST =
      Comparator.<JsonNode>comparingInt(one -> one.at("/response/status").asInt())
          .thenComparing(one -> one.path("description").asText());

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Pact JVM adds to an existing file. It would keep interactions that no test has any more. */
  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Files.deleteIfExists(WRITTEN);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    Path normal = WRITTEN.resolveSibling("normalised-" + NAME);
    Files.writeString(normal, normalised(JSON.readTree(WRITTEN.toFile())));
    try (BufferedReader shipped = new BufferedReader(ShippedPacts.open(NAME))) {
      assertThat(Files.readAllLines(normal))
          .as(
              "The written pact differs from the shipped one. To accept it, copy %s to %s",
              normal, SHIPPED)
          .containsExactlyElementsOf(shipped.lines().toList());
    }
  }

  /** The pact with one line per interaction, so that a new one changes one line. */
  private static String normalised(JsonNode pact) {
    ((ObjectNode) pact.path("metadata")).remove("pact-jvm");
    return pact.properties().stream()
        .map(field -> "\"" + field.getKey() + "\": " + value(field.getKey(), field.getValue()))
        .collect(joining(",\n", "{\n", "\n}\n"));
  }

  private static String value(String name, JsonNode value) {
    return name.equals("interactions")
        ? StreamSupport.stream(value.spliterator(), false)
            .sorted(SUCCESS_FIRST)
            .map(SamePactAsShipped::withoutTestNames)
            .collect(joining(",\n", "[\n", "\n]"))
        : value.toString();
  }

  private static String withoutTestNames(JsonNode interaction) {
    return ((ObjectNode) interaction).without("comments").toString();
  }
}
