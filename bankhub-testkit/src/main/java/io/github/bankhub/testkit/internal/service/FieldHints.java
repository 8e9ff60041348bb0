package io.github.bankhub.testkit.internal.service;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hints for fields that a request does not have: names that integrators invented. Immutable. */
final class FieldHints {

  private static final String USE = "use ";

  private final Map<String, String> known;
  private final String otherwise;

  private FieldHints(Map<String, String> known, String otherwise) {
    this.known = known;
    this.otherwise = otherwise;
  }

  /** {@return one hint for every field} */
  static FieldHints always(String hint) {
    return new FieldHints(Map.of(), hint);
  }

  /** {@return this, with one hint for some fields} */
  FieldHints with(String hint, String... names) {
    Map<String, String> more = new HashMap<>(known);
    for (String name : names) {
      more.put(name, hint);
    }
    return new FieldHints(more, otherwise);
  }

  /** {@return this, with the right field for some wrong names} */
  FieldHints meant(String right, String... wrong) {
    return with(USE + right, wrong).with(USE + right, right);
  }

  /** {@return this, with hints for another spelling of some fields} */
  FieldHints spelled(List<String> fields) {
    FieldHints hints = this;
    for (String field : fields) {
      hints = hints.with(USE + field, field);
    }
    return hints;
  }

  /** {@return the hint for a field; camelCase is read as snake_case} */
  String of(String field) {
    String snake = field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return known.getOrDefault(snake, otherwise);
  }
}
