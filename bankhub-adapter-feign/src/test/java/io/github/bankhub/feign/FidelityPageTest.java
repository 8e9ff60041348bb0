package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/fidelity.md names only rules and tests that exist, and each claim with its source. */
class FidelityPageTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern RULE = Pattern.compile("\\b[A-Z]{2}-[0-9]{2}\\b");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#([^)]+))?\\)");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");
  private static final Pattern CLAIM =
      Pattern.compile("(?m)^\\| (?!behavior|---)[^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");

  private static final List<String> MODULES =
      List.of("bankhub-domain", "bankhub-testkit", "bankhub-adapter-feign");

  @Test
  void each_rule_has_a_test() throws IOException {
    Set<String> tested = new TreeSet<>();
    for (String module : MODULES) {
      for (String kind : List.of("main", "test")) {
        tested.addAll(rules(Path.of("..", module, "src", kind, "java")));
      }
    }
    assertThat(found(RULE, page()).map(MatchResult::group).toList())
        .hasSizeGreaterThan(20)
        .allMatch(rule -> tested.contains(rule.replace('-', '_')));
  }

  private static Set<String> rules(Path directory) throws IOException {
    Pattern test = Pattern.compile("void (?:C[0-9]+_)?([A-Z]{2}_[0-9]{2})_");
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> found(test, text(file)))
          .map(rule -> rule.group(1))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void each_claim_has_a_source() {
    assertThat(found(CLAIM, page()).map(claim -> claim.group(1)).toList())
        .hasSizeGreaterThan(20)
        .allMatch(source -> source.matches("(page \"|observed|assumed).*"));
  }

  @Test
  void each_claim_is_shown_by_a_rule_a_test_or_a_page() {
    assertThat(found(CLAIM, page()).map(claim -> claim.group(2)).toList())
        .hasSizeGreaterThan(60)
        .allMatch(shown -> Stream.of(RULE, TEST, LINK).anyMatch(it -> it.matcher(shown).find()));
  }

  @Test
  void each_test_exists() {
    for (MatchResult test : found(TEST, page()).toList()) {
      assertThat(MODULES.stream().flatMap(FidelityPageTest::tests))
          .filteredOn(file -> file.endsWith(test.group(1) + ".java"))
          .singleElement()
          .satisfies(file -> assertThat(text(file)).contains("void " + test.group(2) + "("));
    }
  }

  private static Stream<Path> tests(String module) {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void each_link_has_a_target() {
    assertThat(found(LINK, page()).toList())
        .isNotEmpty()
        .allSatisfy(
            link -> {
              Path target = DOCS.resolve(link.group(1));
              assertThat(target).exists();
              if (link.group(2) != null) {
                assertThat(anchors(target)).contains(link.group(2));
              }
            });
  }

  private static Stream<String> anchors(Path page) {
    return found(Pattern.compile("(?m)^#+ (.+)$"), text(page))
        .map(title -> title.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'));
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String page() {
    return text(DOCS.resolve("fidelity.md"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
