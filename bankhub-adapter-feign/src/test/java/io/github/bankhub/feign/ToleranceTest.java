package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * SePay's pages contradict each other at some points, numbered from C1 to C27. The client tolerates
 * each variant, and the test that shows it has the number at the start of its name.
 */
class ToleranceTest {

  /**
   * These concern no client: the steps of the hosted page, the name of a class in JavaScript, and
   * the word "merchant".
   */
  private static final Set<Integer> OTHERS = Set.of(24, 25, 27);

  /** These concern one operation each. */
  private static final Map<Integer, String> OF_OPERATIONS =
      Map.of(
          17, "/v1/merchant-config/logo",
          18, "/v1/merchant-config",
          23, "/v1/merchant-config/counter");

  private static final Pattern NUMBER = Pattern.compile("void C([0-9]+)_");

  @Test
  void each_contradiction_that_concerns_the_client_has_a_test() throws IOException {
    Set<Integer> tested = new TreeSet<>();
    for (String module : Set.of("bankhub-domain", "bankhub-adapter-feign")) {
      tested.addAll(numbers(Path.of("..", module, "src", "test", "java")));
    }
    assertThat(tested).isEqualTo(concerned());
  }

  private static Set<Integer> concerned() {
    Set<Integer> concerned = IntStream.rangeClosed(1, 27).boxed().collect(Collectors.toSet());
    concerned.removeAll(OTHERS);
    OF_OPERATIONS.forEach(
        (number, path) -> {
          if (!isOffered(path)) {
            concerned.remove(number);
          }
        });
    return concerned;
  }

  private static boolean isOffered(String path) {
    return Arrays.stream(Operation.values()).anyMatch(it -> it.path().equals(path));
  }

  private static Set<Integer> numbers(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> NUMBER.matcher(text(file)).results().map(ToleranceTest::number))
          .collect(Collectors.toSet());
    }
  }

  private static int number(MatchResult found) {
    return Integer.parseInt(found.group(1));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
