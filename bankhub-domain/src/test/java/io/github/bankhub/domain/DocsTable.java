package io.github.bankhub.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rows of a table in {@code docs/values.md}, so that a test proves each of them. */
public final class DocsTable {

  private DocsTable() {}

  /** The cells of each row, without the code marks of the first cell. */
  public static Stream<List<String>> rows(String table) {
    Matcher marked =
        Pattern.compile("(?s)<!-- table: %1$s -->(.*)<!-- end: %1$s -->".formatted(table))
            .matcher(page());
    assertThat(marked.find()).as("the page has the table %s", table).isTrue();
    return marked.group(1).lines().filter(line -> line.startsWith("| `")).map(DocsTable::cells);
  }

  private static List<String> cells(String row) {
    List<String> cells = Stream.of(row.split("\\|")).skip(1).map(String::strip).toList();
    String code = cells.get(0);
    return Stream.concat(Stream.of(code.substring(1, code.length() - 1)), cells.stream().skip(1))
        .toList();
  }

  private static String page() {
    try {
      return Files.readString(Path.of("..", "docs", "values.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
