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

/** The Vietnamese pages have the lines of the English ones, in the same order. */
class TranslationTest {

  private static final Path ROOT = Path.of("../..");
  private static final Pattern ONLY_HERE =
      Pattern.compile("\\[(English|Tiếng Việt)].*|Các trang dưới đây bằng tiếng Anh.*");
  private static final Pattern CODE = Pattern.compile("`[^`]+`");
  private static final Pattern TARGET = Pattern.compile("\\]\\(([^)#]*)");
  private static final Pattern KIND = Pattern.compile("^(#+|-|\\d+\\.|\\|)? ?");

  @ParameterizedTest
  @CsvSource({"README.md, docs/vi/README.md", "docs/failures.md, docs/vi/failures.md"})
  void each_line_has_its_translation(String english, String vietnamese) throws IOException {
    assertThat(shapes(vietnamese)).containsExactlyElementsOf(shapes(english));
  }

  /** What no translation changes: code, headings, lists, tables, names in code, and links. */
  private static List<String> shapes(String page) throws IOException {
    Path folder = ROOT.resolve(page).getParent();
    boolean isCode = false;
    Stream.Builder<String> shapes = Stream.builder();
    for (String line : Files.readAllLines(ROOT.resolve(page))) {
      boolean isFence = line.startsWith("```");
      shapes.add(isCode || isFence ? line : shape(line, folder));
      isCode ^= isFence;
    }
    return shapes.build().filter(shape -> !shape.isEmpty()).toList();
  }

  private static String shape(String line, Path folder) {
    if (line.isBlank() || ONLY_HERE.matcher(line).matches()) {
      return "";
    }
    long cells = line.startsWith("|") ? line.chars().filter(letter -> letter == '|').count() : 0;
    String kind = KIND.matcher(line).results().map(found -> found.group()).findFirst().orElse("");
    return "%s %d %s %s".formatted(kind, cells, codeIn(line), targetsIn(line, folder));
  }

  private static String codeIn(String line) {
    return CODE.matcher(line).results().map(found -> found.group()).sorted().toList().toString();
  }

  private static String targetsIn(String line, Path folder) {
    return TARGET
        .matcher(line)
        .results()
        .map(found -> target(found.group(1), folder))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** The pages link to each other's translation. */
  private static String target(String link, Path folder) {
    return link.isEmpty() || link.contains(":")
        ? link
        : ROOT.relativize(folder.resolve(link).normalize()).toString().replace("docs/vi/", "docs/");
  }
}
