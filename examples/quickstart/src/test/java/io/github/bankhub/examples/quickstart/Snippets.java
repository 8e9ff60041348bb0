package io.github.bankhub.examples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The code blocks of a page, and the code that they are compared with. */
final class Snippets {

  static final Path ROOT = Path.of("../..");

  private Snippets() {}

  /** {@return the blocks of a page in a language, such as {@code java}} */
  static List<String> of(String page, String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(read(ROOT.resolve(page)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** {@return the lines without indentation, which differs between page and code} */
  static List<String> lines(String code) {
    return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** {@return the same lines as one text} */
  static String flat(String code) {
    return String.join("\n", lines(code));
  }

  /** {@return the content of the source files in a folder and below it} */
  static List<String> sources(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|kt)"))
          .sorted()
          .map(Snippets::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
