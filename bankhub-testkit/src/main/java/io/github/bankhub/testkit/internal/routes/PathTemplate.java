package io.github.bankhub.testkit.internal.routes;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A path with parameters such as {@code {xid}}; each stands for one segment. Immutable. */
final class PathTemplate {

  private final String text;
  private final List<String> segments;

  PathTemplate(String template) {
    this.text = template;
    this.segments = segments(template);
  }

  /** {@return the part of the path before the first parameter} */
  String prefix() {
    int parameter = text.indexOf('{');
    return parameter < 0 ? text : text.substring(0, parameter);
  }

  boolean matches(String rawPath) {
    List<String> given = segments(rawPath);
    if (given.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      String segment = segments.get(i);
      if (isParameter(segment) ? given.get(i).isEmpty() : !segment.equals(given.get(i))) {
        return false;
      }
    }
    return true;
  }

  Map<String, String> parameters(String rawPath) {
    if (!matches(rawPath)) {
      throw new IllegalArgumentException("the path does not match " + text);
    }
    List<String> given = segments(rawPath);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String segment = segments.get(i);
      if (isParameter(segment)) {
        parameters.put(segment.substring(1, segment.length() - 1), decoded(given.get(i)));
      }
    }
    return parameters;
  }

  private static String decoded(String segment) {
    return URI.create("/" + segment).getPath().substring(1);
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
