package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A generated part of a page in {@code docs}. It stands between {@code <!-- generated: NAME -->}
 * and {@code <!-- end: NAME -->}; the prose around it is written by hand.
 */
public final class GeneratedBlock {

  private GeneratedBlock() {}

  /** Compares the block with the text; with -Dbankhub.docs.write=true, writes it first. */
  public static void assertUpToDate(String pageName, String block, String text) {
    Path page = Path.of("..", "docs", pageName);
    Matcher marked =
        Pattern.compile("(?s)(<!-- generated: %1$s -->\n).*(<!-- end: %1$s -->\n)".formatted(block))
            .matcher(read(page));
    assertThat(marked.find()).as("%s has a generated block %s", pageName, block).isTrue();
    String expected =
        marked.replaceFirst("$1\n" + Matcher.quoteReplacement(text.strip()) + "\n\n$2");
    if (Boolean.getBoolean("bankhub.docs.write")) {
      write(page, expected);
    }
    assertThat(read(page)).as("update it with -Dbankhub.docs.write=true").isEqualTo(expected);
  }

  /** The text of a page in {@code docs}. */
  public static String page(String pageName) {
    return read(Path.of("..", "docs", pageName));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
