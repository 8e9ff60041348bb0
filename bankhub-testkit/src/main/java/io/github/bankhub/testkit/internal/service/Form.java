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
import org.jspecify.annotations.Nullable;

/** The fields that a request may have, and hints for names that integrators invented. Immutable. */
public record Form(
    List<FormField> fields, Map<String, String> hints, String otherHint, Set<String> ignored) {

  static Form of(FormField... fields) {
    return new Form(List.of(fields), Map.of(), "", Set.of());
  }

  Form with(FormField field) {
    List<FormField> more = new ArrayList<>(fields);
    more.add(field);
    return new Form(more, hints, otherHint, ignored);
  }

  Form ignoring(String field) {
    return new Form(fields, hints, otherHint, Set.of(field));
  }

  Form hint(String hint, String... names) {
    Map<String, String> more = new HashMap<>(hints);
    List.of(names).forEach(name -> more.put(name, hint));
    return new Form(fields, more, otherHint, ignored);
  }

  Form meant(String right, String... wrong) {
    return hint("use " + right, wrong);
  }

  Form otherwise(String hint) {
    return new Form(fields, hints, hint, ignored);
  }

  void check(Map<String, ?> request) {
    ErrorResponse problem = problem(request);
    if (problem != null) {
      throw problem;
    }
  }

  /** {@return what is wrong with a request; null if it is correct} */
  @Nullable ErrorResponse problem(Map<String, ?> request) {
    return isCorrect(request) ? null : problems(request);
  }

  private boolean isCorrect(Map<String, ?> request) {
    for (FormField field : fields) {
      if (!field.isCorrectIn(request)) {
        return false;
      }
    }
    for (String name : request.keySet()) {
      if (!isKnown(name)) {
        return false;
      }
    }
    return true;
  }

  /** {@return a request without the fields that the form does not have} */
  Map<String, ?> known(Map<String, ?> request) {
    Map<String, Object> known = new HashMap<>(request);
    known.keySet().removeIf(name -> !isKnown(name));
    return known;
  }

  private boolean isKnown(String name) {
    return has(name) || ignored.contains(name);
  }

  private ErrorResponse problems(Map<String, ?> request) {
    Map<String, String> problems = new TreeMap<>();
    for (FormField field : fields) {
      field.problem(request).ifPresent(problem -> problems.put(field.name(), problem));
    }
    Map<String, String> unknown = new TreeMap<>();
    request.keySet().stream()
        .filter(name -> !isKnown(name))
        .forEach(name -> unknown.put(name, hintFor(name)));
    problems.putAll(unknown);
    return ErrorResponse.invalid(problems, hint(unknown));
  }

  /** Names each field if there are several. */
  private static @Nullable String hint(Map<String, String> unknown) {
    return switch (unknown.size()) {
      case 0 -> null;
      case 1 -> unknown.values().iterator().next();
      default ->
          unknown.entrySet().stream()
              .map(field -> field.getKey() + ": " + field.getValue())
              .collect(Collectors.joining("; "));
    };
  }

  private boolean has(String name) {
    for (FormField field : fields) {
      if (field.name().equals(name)) {
        return true;
      }
    }
    return false;
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
