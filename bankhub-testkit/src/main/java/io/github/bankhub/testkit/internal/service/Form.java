package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fields that a request may have, and hints for names that integrators invented. Immutable.
 *
 * @param fields the fields, in the order of the documentation
 * @param hints a hint for some wrong names
 * @param otherHint the hint for any other wrong name; empty for a list of the fields
 * @param ignored fields that are accepted without effect
 */
public record Form(
    List<FormField> fields, Map<String, String> hints, String otherHint, Set<String> ignored) {

  static Form of(FormField... fields) {
    return new Form(List.of(fields), Map.of(), "", Set.of());
  }

  /** {@return this form, with one more field} */
  Form with(FormField field) {
    List<FormField> more = new ArrayList<>(fields);
    more.add(field);
    return new Form(more, hints, otherHint, ignored);
  }

  /** {@return this form, which ignores a field} */
  Form ignoring(String field) {
    return new Form(fields, hints, otherHint, Set.of(field));
  }

  /** {@return this form, with one hint for some wrong names} */
  Form hint(String hint, String... names) {
    Map<String, String> more = new HashMap<>(hints);
    List.of(names).forEach(name -> more.put(name, hint));
    return new Form(fields, more, otherHint, ignored);
  }

  /** {@return this form, with the right field for some wrong names} */
  Form meant(String right, String... wrong) {
    return hint("use " + right, wrong);
  }

  /** {@return this form, with a hint for any other wrong name} */
  Form otherwise(String hint) {
    return new Form(fields, hints, hint, ignored);
  }

  /** Rejects a request with everything that is wrong. */
  void check(Map<String, ?> request) {
    Map<String, String> problems = new TreeMap<>();
    for (FormField field : fields) {
      field.problem(request).ifPresent(problem -> problems.put(field.name(), problem));
    }
    String hint = null;
    for (String name : request.keySet()) {
      if (!has(name) && !ignored.contains(name)) {
        hint = hintFor(name);
        problems.put(name, hint);
      }
    }
    if (!problems.isEmpty()) {
      throw ErrorResponse.invalid(problems, hint);
    }
  }

  private boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  /** Reads camelCase as snake_case. */
  private String hintFor(String name) {
    String snake = name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return has(snake) ? "use " + snake : hints.getOrDefault(snake, hintForOthers());
  }

  private String hintForOthers() {
    return Optional.of(otherHint)
        .filter(hint -> !hint.isEmpty())
        .orElseGet(
            () ->
                fields.stream()
                    .map(FormField::name)
                    .collect(Collectors.joining(", ", "is unknown; the fields are ", "")));
  }
}
