package io.github.bankhub.testkit;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/packages.md lists every public type with its package. */
class PackagesPageTest {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package (\\S+);");
  private static final Pattern DESCRIPTION = Pattern.compile("(?s)/\\*\\*[\\s*]+(.+?)[.](\\s|$)");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^public (?:[a-z-]+ )*(?:class|@?interface|record|enum) (\\w+)");

  @Test
  void the_page_lists_the_public_types_of_each_package() throws IOException {
    for (String module : List.of("domain", "adapter-feign", "testkit")) {
      GeneratedBlock.assertUpToDate("packages.md", module, table(module));
    }
  }

  private static String table(String module) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    Map<String, TreeSet<String>> types = new TreeMap<>();
    Path sources = Path.of("..", "bankhub-" + module, "src", "main", "java");
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
          .map(PackagesPageTest::read)
          .forEach(
              source -> {
                String name = first(PACKAGE, source);
                if (source.startsWith("/**")) {
                  contents.put(name, content(source));
                }
                String type = first(TYPE, source);
                if (!type.isEmpty()) {
                  types.computeIfAbsent(name, key -> new TreeSet<>()).add(type);
                }
              });
    }
    types.keySet().removeIf(name -> name.contains(".internal"));
    String rows =
        types.entrySet().stream()
            .map(
                row ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            row.getKey(),
                            contents.get(row.getKey()),
                            "`" + String.join("`, `", row.getValue()) + "`"))
            .collect(joining());
    return "| package | content | types |\n|---|---|---|\n" + rows;
  }

  /** The first sentence of the Javadoc, in Markdown. */
  private static String content(String source) {
    return first(DESCRIPTION, source)
        .replaceAll("\\s*\\n \\* ", " ")
        .replaceAll("\\{@\\w+\\s+(?:[a-z]+\\.)*(\\w+)}", "`$1`")
        .strip();
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
