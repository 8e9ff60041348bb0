package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/operations.md; it has a row for each {@link Operation}. */
class OperationsPageTest {

  private static final String HEAD =
      """
      | operation | what it does | Java method | request | success | retry rule | authentication | references |
      |---|---|---|---|---|---|---|---|
      """;

  @Test
  void the_table_shows_every_operation() throws IOException {
    String spec = Files.readString(Path.of("..", "openapi", "bankhub.yaml"));

    GeneratedBlock.assertUpToDate(
        "operations.md",
        "operations",
        Arrays.stream(Operation.values())
            .map(operation -> row(operation, summary(spec, operation)))
            .collect(Collectors.joining("", HEAD, "")));
  }

  @Test
  void each_method_of_a_port_belongs_to_one_operation() {
    Set<String> shown =
        Arrays.stream(Operation.values())
            .flatMap(operation -> JavaMethods.of(operation).stream())
            .collect(Collectors.toSet());
    assertThat(JavaMethods.all()).containsExactlyInAnyOrderElementsOf(shown);
  }

  private static String row(Operation operation, String summary) {
    List<String> methods = JavaMethods.of(operation);
    assertThat(methods).as("Java methods of %s", operation.name()).isNotEmpty();
    return "| `%s` | %s | %s | `%s` | %d | %s | %s | %s |\n"
        .formatted(
            operation.name(),
            summary,
            code(methods),
            operation,
            operation.successStatus(),
            retryRule(operation),
            operation.usesAccessToken() ? "access token" : "client id and secret",
            operation.referenceFields().isEmpty() ? "–" : code(operation.referenceFields()));
  }

  private static String code(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private static String retryRule(Operation operation) {
    if (operation.isSafe()) {
      return "safe";
    }
    return operation.isIdempotent() ? "idempotent" : "non-idempotent";
  }

  /** The summary of a path and method in the OpenAPI description. */
  private static String summary(String spec, Operation operation) {
    Matcher found =
        Pattern.compile(
                "(?s)\n  %s:\n(?:    [^\n]*\n|\n)*?    %s:\n.*?\n      summary: ([^\n]+)"
                    .formatted(
                        Pattern.quote(operation.path()),
                        operation.method().toLowerCase(Locale.ROOT)))
            .matcher(spec);
    assertThat(found.find()).as("openapi/bankhub.yaml describes %s", operation).isTrue();
    return found.group(1);
  }
}
