package io.github.bankhub.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every Java snippet of these pages stands, letter for letter, in a test class. */
class ReadmeTest {

  private static final Path SNIPPETS =
      Path.of("src/test/java/io/github/bankhub/examples/quickstart/snippets");
  private static final Pattern FENCE = Pattern.compile("(?s)```java\n(.*?)```");

  @ParameterizedTest
  @CsvSource({
    "README.md, 3",
    "docs/contract-tests.md, 5",
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

  /** The adapter's own tests run the longer example of that page. */
  @Test
  void the_last_snippet_about_receiving_stands_in_a_test_that_runs() throws IOException {
    String page = Files.readString(Path.of("../../docs/receiving.md"));
    List<String> snippets = FENCE.matcher(page).results().map(found -> found.group(1)).toList();

    for (String part : snippets.get(snippets.size() - 1).split("\n\n", -1)) {
      assertThat(tested()).contains(flat(part));
    }
  }

  private static String tested() throws IOException {
    try (var files = Files.list(SNIPPETS)) {
      return files
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
