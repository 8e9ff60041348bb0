package io.github.bankhub.testkit.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.testkit.internal.routes.Assets;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the hosted page says, in one language. Immutable. */
public final class PageTexts {

  private static final PageTexts VIETNAMESE = new PageTexts("vi");
  private static final PageTexts ENGLISH = new PageTexts("en");

  private final String language;
  private final Properties texts;

  private PageTexts(String language) {
    this.language = language;
    this.texts = read("page_" + language + ".properties");
  }

  /** The texts in a language: English for {@code en}, Vietnamese for any other. */
  public static PageTexts in(String language) {
    return language.equals("en") ? ENGLISH : VIETNAMESE;
  }

  /** {@code vi} or {@code en}. */
  String language() {
    return language;
  }

  /** A text, with words put in for {@code {0}} and {@code {1}}. */
  public String of(String key, Object... words) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key + " in " + language);
    }
    for (int i = 0; i < words.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(words[i]));
    }
    return text;
  }

  /** The texts of a file beside this class, which is in UTF-8. */
  public static Properties read(String file) {
    Properties texts = new Properties();
    try (Reader reader = new InputStreamReader(Assets.open(file), UTF_8)) {
      texts.load(reader);
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException("a part of this kit cannot be read: " + file, e);
    }
  }
}
