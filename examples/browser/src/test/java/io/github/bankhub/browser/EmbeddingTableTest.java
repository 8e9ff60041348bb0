package io.github.bankhub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table "Embedding situations": each row names its tests, or says that it has none. */
class EmbeddingTableTest {

  private static final Path PAGE = Path.of("../../docs/hosted-page.md");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @ParameterizedTest
  @MethodSource("rows")
  void each_row_names_tests_that_exist(String row) throws ReflectiveOperationException {
    String tests = row.split("\\|", -1)[3].strip();
    if (!tests.equals("not tested")) {
      assertThat(TEST.matcher(tests).results()).as(tests).isNotEmpty();
      for (MatchResult named : TEST.matcher(tests).results().toList()) {
        Class<?> type = Class.forName(getClass().getPackageName() + "." + named.group(1));
        assertThat(tests(type)).contains(named.group(2));
      }
    }
  }

  @Test
  void each_situation_that_is_tested_has_a_row() {
    Set<String> named =
        rows().stream()
            .flatMap(row -> TEST.matcher(row).results())
            .filter(test -> test.group(1).equals("EmbeddingTest"))
            .map(test -> test.group(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tests(EmbeddingTest.class)).containsExactlyInAnyOrderElementsOf(named);
  }

  private static List<String> tests(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(EmbeddingTableTest::isTest)
        .map(Method::getName)
        .toList();
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class)
        || method.isAnnotationPresent(ParameterizedTest.class);
  }

  static List<String> rows() {
    try {
      String section = Files.readString(PAGE).split("## Embedding situations\n", 2)[1];
      return section
          .split("\n## ", 2)[0]
          .lines()
          .filter(line -> line.startsWith("| ") && !line.matches("\\| (situation|[*]).*"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
