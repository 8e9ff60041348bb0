package io.github.bankhub.testkit.internal.page;

import com.samskivert.mustache.Mustache;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts of one screen in one language: English for {@code en}, Vietnamese for any other.
 * Templates read them by key.
 */
final class PageTexts implements Mustache.CustomContext {

  private final ResourceBundle bundle;
  private final Object[] words;

  PageTexts(String language, Object... words) {
    String shown = language.equals("en") ? "en" : "vi";
    this.bundle =
        ResourceBundle.getBundle(
            PageTexts.class.getPackageName() + ".page", Locale.forLanguageTag(shown));
    this.words = words;
  }

  String language() {
    return bundle.getLocale().getLanguage();
  }

  @Override
  public String get(String key) {
    return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(words);
  }
}
