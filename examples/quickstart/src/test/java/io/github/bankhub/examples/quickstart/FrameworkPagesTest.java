package io.github.bankhub.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of a framework shows the code of its application, and says how long that is. */
class FrameworkPagesTest {

  private static final Path EXAMPLES = Snippets.ROOT.resolve("examples");
  private static final String LINKS = "links";
  private static final int MAX_LINES = 60;

  enum Application {
    MICRONAUT("docs/micronaut.md", "micronaut", "io.micronaut"),
    PLAIN_JAVA("docs/plain-java.md", "plain-java", "com.sun.net.httpserver"),
    SPRING("docs/spring.md", "spring-boot", "org.springframework"),
    QUARKUS("docs/quarkus.md", "quarkus", "(io.quarkus|jakarta|org.eclipse.microprofile)");

    private final String page;
    private final String folder;
    private final String framework;

    /**
     * @param page its page
     * @param folder its folder in {@code examples}
     * @param framework the beginning of the framework's packages, as a regular expression
     */
    Application(String page, String folder, String framework) {
      this.page = page;
      this.folder = folder;
      this.framework = framework;
    }
  }

  @Test
  void every_application_has_a_page() throws IOException {
    try (Stream<Path> poms = Files.find(EXAMPLES, 2, (file, type) -> file.endsWith("pom.xml"))) {
      assertThat(poms.filter(pom -> Snippets.read(pom).contains("../links/src/main/java")))
          .extracting(pom -> pom.getParent().getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Application.values()).map(application -> application.folder).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void its_snippets_are_pieces_of_the_code(Application application) {
    assertPieces(Snippets.of(application.page, "java"), application.folder, LINKS);
  }

  @Test
  void the_snippets_in_kotlin_are_pieces_of_its_example() {
    assertPieces(Snippets.of("docs/kotlin.md", "kotlin"), "kotlin");
  }

  private static void assertPieces(List<String> snippets, String... folders) {
    List<List<String>> code =
        Arrays.stream(folders)
            .flatMap(folder -> Snippets.sources(EXAMPLES.resolve(folder).resolve("src")).stream())
            .map(Snippets::lines)
            .toList();

    assertThat(snippets)
        .isNotEmpty()
        .filteredOn(snippet -> code.stream().noneMatch(file -> contains(file, snippet)))
        .isEmpty();
  }

  private static boolean contains(List<String> file, String snippet) {
    return Collections.indexOfSubList(file, Snippets.lines(snippet)) >= 0;
  }

  @ParameterizedTest
  @EnumSource
  void it_says_how_many_lines_depend_on_the_framework(Application application) {
    long lines = lines(application);

    assertThat(lines).isBetween(1L, (long) MAX_LINES);
    assertThat(Snippets.read(Snippets.ROOT.resolve(application.page)))
        .containsPattern(
            "The code of this application that depends on [^:\n]+: " + lines + " lines\\.");
    assertThat(Snippets.read(Snippets.ROOT.resolve("README.md")))
        .containsPattern("\\(" + application.page + "\\) \\|[^\n]*\\| " + lines + " \\|\n");
  }

  private static long lines(Application application) {
    return Stream.of("src/main/java", "src/boot3/java")
        .map(sources -> EXAMPLES.resolve(application.folder).resolve(sources))
        .filter(Files::isDirectory)
        .flatMap(folder -> Snippets.sources(folder).stream())
        .filter(file -> file.matches("(?s).*\nimport (static )?" + application.framework + ".*"))
        .flatMap(file -> Snippets.lines(file).stream())
        .filter(line -> !line.matches("(import |package |/\\*|\\*|//).*"))
        .count();
  }
}
