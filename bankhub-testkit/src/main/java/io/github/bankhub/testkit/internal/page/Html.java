package io.github.bankhub.testkit.internal.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** A piece of HTML. Immutable; what is put into it and is no HTML itself is escaped. */
public record Html(String text) {

  static final Html NONE = new Html("");

  /** A template with {@code %s} for each part. */
  public static Html of(String template, Object... parts) {
    Object[] escaped =
        Arrays.stream(parts)
            .map(part -> part instanceof Html html ? html.text : escape(String.valueOf(part)))
            .toArray();
    return new Html(String.format(Locale.ROOT, template, escaped));
  }

  static Html when(boolean condition, Html html) {
    return condition ? html : NONE;
  }

  /** One after the other. */
  static Collector<Html, ?, Html> joined() {
    return Collectors.collectingAndThen(
        Collectors.mapping(Html::text, Collectors.joining()), Html::new);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
