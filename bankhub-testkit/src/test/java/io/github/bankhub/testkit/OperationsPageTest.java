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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/operations.md: each {@link Operation}, and the methods of its results. */
class OperationsPageTest {

  private static final String HEAD =
      """
      | operation | what it does | Java method | request | success | retry rule | authentication | references |
      |---|---|---|---|---|---|---|---|
      """;

  /** The classes whose methods are shown; a nested one stands in the file of the outer one. */
  private static final List<String> RESULTS =
      List.of(
          "company/Company",
          "company/CompanyDetails",
          "company/CompanyDetails.Configuration",
          "account/BankAccount",
          "account/BankAccountDetails",
          "account/VirtualAccount",
          "transaction/Transaction");

  private static final String RESULT_HEAD =
      """
      | method | Java type | field |
      |---|---|---|
      """;

  private static final Path DOMAIN =
      Path.of("..", "bankhub-domain", "src", "main", "java", "io", "github", "bankhub", "domain");

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
  void the_tables_show_every_method_of_a_result() throws IOException {
    StringBuilder tables = new StringBuilder();
    for (String type : RESULTS) {
      tables.append("### ").append(type.replaceAll(".*/", "")).append("\n\n");
      tables.append(RESULT_HEAD).append(rows(type)).append('\n');
    }

    GeneratedBlock.assertUpToDate("operations.md", "results", tables.toString());
  }

  @Test
  void each_method_of_a_port_belongs_to_one_operation() {
    Set<String> shown =
        Arrays.stream(Operation.values())
            .flatMap(operation -> JavaMethods.of(operation).stream())
            .collect(Collectors.toSet());
    assertThat(JavaMethods.all()).containsExactlyInAnyOrderElementsOf(shown);
  }

  /** The methods without a parameter, in the order of the source, and the fields that they read. */
  private static String rows(String type) throws IOException {
    String source = Files.readString(DOMAIN.resolve(type.replaceAll("\\..*", "") + ".java"));
    String indent = type.contains(".") ? "    " : "  ";
    return Pattern.compile(
            "(?s)\n%1$spublic (?:final )?(\\S+) (\\w+)\\(\\) \\{\n(.*?)\n%1$s\\}".formatted(indent))
        .matcher(source)
        .results()
        .filter(method -> !method.group(2).equals("toString"))
        .map(
            method ->
                "| `%s()` | `%s` | `%s` |\n"
                    .formatted(
                        method.group(2),
                        method.group(1),
                        field(source, method.group(2), method.group(3))))
        .collect(Collectors.joining());
  }

  /** The field that a method reads itself, or that the constructor has read for it. */
  private static String field(String source, String method, String body) {
    String reading = "[^;]*?\"(\\w+)\"[^;]*;";
    return Stream.of(
            Pattern.compile(reading).matcher(body),
            Pattern.compile("this\\." + method + " =" + reading).matcher(source))
        .filter(Matcher::find)
        .findFirst()
        .map(found -> found.group(1))
        .orElseThrow(() -> new AssertionError(method + " reads no field"));
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
