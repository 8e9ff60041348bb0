package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fields that a request may have. Immutable. */
public final class Form {

  private final List<FormField> fields;
  private final FieldHints hints;
  private final Set<String> ignored;

  private Form(List<FormField> fields, FieldHints hints, Set<String> ignored) {
    this.fields = fields;
    this.hints = hints;
    this.ignored = ignored;
  }

  /** {@return a form with some fields, and hints for any other} */
  static Form of(FieldHints hints, FormField... fields) {
    return new Form(List.of(fields), hints, Set.of());
  }

  /** {@return this form, which ignores a field} */
  Form ignoring(String field) {
    return new Form(fields, hints, Set.of(field));
  }

  /** {@return the fields, in the order of the documentation} */
  public List<FormField> fields() {
    return fields;
  }

  /** Rejects a request with everything that is wrong. */
  void check(Map<String, ?> request) {
    Map<String, String> problems = new TreeMap<>();
    for (FormField field : fields) {
      String problem = field.problem(request);
      if (!problem.isEmpty()) {
        problems.put(field.name(), problem);
      }
    }
    String hint = null;
    for (String name : request.keySet()) {
      if (!accepts(name)) {
        hint = hints.of(name);
        problems.put(name, hint);
      }
    }
    if (!problems.isEmpty()) {
      throw ErrorResponse.invalid(problems, hint);
    }
  }

  private boolean accepts(String name) {
    return ignored.contains(name) || fields.stream().anyMatch(field -> field.name().equals(name));
  }
}
