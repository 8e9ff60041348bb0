package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of docs/operations.md; it has a row for each {@link Operation}. */
class OperationsPageTest {

  private static final String HEAD =
      """
      | operation | what it does | request | success | retry rule | authentication | references |
      |---|---|---|---|---|---|---|
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

  @ParameterizedTest
  @EnumSource
  void the_page_names_the_java_method_of_each_operation(Operation operation) {
    assertThat(GeneratedBlock.page("operations.md")).contains("\n| `" + operation.name() + "` | `");
  }

  private static String row(Operation operation, String summary) {
    String references =
        operation.referenceFields().stream()
            .map(field -> "`" + field + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | `%s` | %d | %s | %s | %s |\n"
        .formatted(
            operation.name(),
            summary,
            operation,
            operation.successStatus(),
            plain(operation.semantics()),
            plain(operation.authentication()),
            references.isEmpty() ? "–" : references);
  }

  private static String plain(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The summary of a path and method in the OpenAPI description. */
  private static String summary(String spec, Operation operation) {
    Matcher found =
        Pattern.compile(
                "(?s)\n  %s:\n    %s:\n.*?\n      summary: ([^\n]+)"
                    .formatted(
                        Pattern.quote(operation.path()),
                        operation.method().toLowerCase(Locale.ROOT)))
            .matcher(spec);
    assertThat(found.find()).as("openapi/bankhub.yaml describes %s", operation).isTrue();
    return found.group(1);
  }
}
