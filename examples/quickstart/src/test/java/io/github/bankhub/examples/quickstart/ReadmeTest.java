package io.github.bankhub.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({
    "README.md, 3",
    "docs/concurrency.md, 7",
    "docs/configuration.md, 3",
    "docs/contract-tests.md, 9",
    "docs/fleet.md, 13",
    "docs/mobile-apps.md, 2",
    "docs/offline.md, 4",
    "docs/webhooks.md, 7"
  })
  void every_snippet_stands_in_a_test_that_runs(String name, int count) {
    List<String> snippets = Snippets.of(name, "java");
    String tested = tested();

    assertThat(snippets).hasSize(count);
    assertThat(snippets).allSatisfy(it -> assertThat(tested).contains(Snippets.flat(it)));
  }

  /** The tests of the adapter run the examples of these pages that have several lines. */
  @ParameterizedTest
  @CsvSource({
    "docs/receiving.md, 7, webhook/ReceivingOverHttpTest.java",
    "docs/observability.md, 2, CallRecordExamplesTest.java"
  })
  void every_other_snippet_stands_in_a_test_of_the_adapter(String name, int count, String test) {
    List<String> snippets =
        Snippets.of(name, "java").stream().filter(it -> it.lines().count() > 1).toList();
    String code = tested() + Snippets.flat(Snippets.read(ADAPTER.resolve(test)));

    assertThat(snippets).hasSize(count);
    for (String part : String.join("\n\n", snippets).split("\n\n", -1)) {
      assertThat(code).contains(Snippets.flat(part));
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
            .map(name -> Snippets.read(Path.of("../matrix", name, "pom.xml")))
            .map(pom -> pom.replaceAll("(?s).*<" + property + ">(.*?)<.*", "$1"))
            .collect(Collectors.joining(" | "));

    assertThat(Snippets.read(Path.of("../../README.md")))
        .contains("| " + library + " | " + versions + " |");
  }

  private static String tested() {
    return Stream.of(SNIPPETS, FLEET)
        .flatMap(folder -> Snippets.sources(folder).stream())
        .map(Snippets::flat)
        .collect(Collectors.joining());
  }
}
