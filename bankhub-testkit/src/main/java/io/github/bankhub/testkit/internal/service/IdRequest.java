package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one field of a request that asks for one thing. */
final class IdRequest {

  /** Assumed: SePay says that a badly formed id is refused with 400, and not what that is. */
  private static final Pattern WELL_FORMED = Pattern.compile("[0-9A-Za-z._-]{1,100}");

  private IdRequest() {}

  /** The field's text, or a refusal with all that is wrong. */
  static String read(Map<String, ?> fields, String field) {
    Map<String, String> wrong = new TreeMap<>();
    Object value = fields.get(field);
    String problem = problem(fields.containsKey(field), value);
    if (!problem.isEmpty()) {
      wrong.put(field, problem);
    }
    String hint = null;
    for (String other : fields.keySet()) {
      if (!other.equals(field)) {
        hint = "use " + field + ", and no other field";
        wrong.put(other, hint);
      }
    }
    if (!wrong.isEmpty()) {
      throw ErrorResponse.invalid(wrong, hint);
    }
    return String.valueOf(value);
  }

  private static String problem(boolean given, @Nullable Object value) {
    if (!given) {
      return "is required";
    }
    if (!(value instanceof String text)) {
      return "must be a string";
    }
    return WELL_FORMED.matcher(text).matches()
        ? ""
        : "must be 1 to 100 letters, digits, dots, hyphens and underscores, which is assumed";
  }
}
