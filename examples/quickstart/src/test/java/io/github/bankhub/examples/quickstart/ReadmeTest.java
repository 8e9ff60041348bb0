package io.github.bankhub.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every Java snippet of these pages stands in a test class. The table of versions is tested too.
 */
class ReadmeTest {

  private static final Path SNIPPETS =
      Path.of("src/test/java/io/github/bankhub/examples/quickstart/snippets");
  private static final Path ADAPTER =
      Path.of("../../bankhub-adapter-feign/src/test/java/io/github/bankhub/feign");
  private static final Path FLEET =
      Path.of("../fleet/src/test/java/io/github/bankhub/examples/fleet");
  private static final List<String> MATRIX =
      List.of("oldest", "spring-boot-3.2", "spring-boot-3.5", "spring-boot-4.0", "newest");
  private static final Pattern FENCE = Pattern.compile("(?s)```java\n(.*?)```");

  @ParameterizedTest
  @CsvSource({
    "README.md, 3",
    "docs/configuration.md, 3",
    "docs/contract-tests.md, 5",
    "docs/fleet.md, 11",
    "docs/mobile-apps.md, 2",
    "docs/offline.md, 4",
    "docs/webhooks.md, 5"
  })
  void every_snippet_stands_in_a_test_that_runs(String name, int count) throws IOException {
    String page = Files.readString(Path.of("../..").resolve(name));
    List<String> snippets = FENCE.matcher(page).results().map(found -> found.group(1)).toList();

    assertThat(snippets).hasSize(count);
    assertThat(snippets).allSatisfy(snippet -> assertThat(tested()).contains(flat(snippet)));
  }

  /** The tests of the adapter run the examples of these pages that have several lines. */
  @ParameterizedTest
  @CsvSource({
    "docs/receiving.md, 4, webhook/ReceivingOverHttpTest.java",
    "docs/observability.md, 2, CallRecordExamplesTest.java"
  })
  void every_other_snippet_stands_in_a_test_of_the_adapter(String name, int count, String test)
      throws IOException {
    String page = Files.readString(Path.of("../..").resolve(name));
    List<String> snippets =
        FENCE
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .filter(snippet -> snippet.lines().count() > 1)
            .toList();
    String code = tested() + flat(read(ADAPTER.resolve(test)));

    assertThat(snippets).hasSize(count);
    for (String part : String.join("\n\n", snippets).split("\n\n", -1)) {
      assertThat(code).contains(flat(part));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Feign, expected.feign",
    "Jackson, expected.jackson",
    "Resilience4j, expected.resilience4j",
    "'Micrometer, optional', micrometer.version",
    "'JUnit, for the testkit', junit.version"
  })
  void the_table_of_versions_has_those_of_the_matrix(String library, String property) {
    String versions =
        MATRIX.stream()
            .map(name -> read(Path.of("../matrix", name, "pom.xml")))
            .map(pom -> pom.replaceAll("(?s).*<" + property + ">(.*?)<.*", "$1"))
            .collect(Collectors.joining(" | "));

    assertThat(read(Path.of("../../README.md"))).contains("| " + library + " | " + versions + " |");
  }

  private static String tested() throws IOException {
    try (var snippets = Files.list(SNIPPETS);
        var fleet = Files.list(FLEET)) {
      return Stream.concat(snippets, fleet)
          .sorted()
          .map(ReadmeTest::read)
          .map(ReadmeTest::flat)
          .collect(Collectors.joining());
    }
  }

  /** The lines without indentation, which differs between page and test. */
  private static String flat(String code) {
    return code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
