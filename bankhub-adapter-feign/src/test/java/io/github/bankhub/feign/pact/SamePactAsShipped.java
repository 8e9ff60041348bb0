package io.github.bankhub.feign.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.testkit.pact.ShippedPacts;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
    try (Reader written = Files.newBufferedReader(WRITTEN)) {
      Files.writeString(normal, normalised(JSON.readTree(written)));
    }
    try (Reader shipped = ShippedPacts.open(NAME)) {
      assertThat(Files.readString(normal))
          .as(
              "The written pact differs from the shipped one. To accept it, copy %s to %s",
              normal, SHIPPED)
          .isEqualTo(normalised(JSON.readTree(shipped)));
    }
  }

  /** The pact without the version of Pact JVM and the names of tests, sorted by description. */
  private static String normalised(JsonNode pact) {
    if (pact.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("pact-jvm");
    }
    if (pact.path("interactions") instanceof ArrayNode interactions) {
      List<JsonNode> sorted =
          StreamSupport.stream(interactions.spliterator(), false)
              .sorted(Comparator.comparing(one -> one.path("description").asText()))
              .toList();
      sorted.forEach(one -> ((ObjectNode) one).remove("comments"));
      interactions.removeAll().addAll(sorted);
    }
    return pact.toPrettyString() + "\n";
  }
}
