package io.github.bankhub.testkit.internal.routes;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path with parameters such as {@code {xid}}; each stands for one segment. Immutable. */
final class PathTemplate {

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final Pattern pattern;
  private final List<String> names;

  PathTemplate(String template) {
    this.names =
        PARAMETER.matcher(template).results().map(parameter -> parameter.group(1)).toList();
    this.pattern =
        Pattern.compile(
            PARAMETER.matcher(Pattern.quote(template)).replaceAll("\\\\E(?<$1>[^/]+)\\\\Q"));
  }

  boolean matches(String rawPath) {
    return pattern.matcher(rawPath).matches();
  }

  Map<String, String> parameters(String rawPath) {
    Matcher matcher = pattern.matcher(rawPath);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("the path does not match " + pattern);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : names) {
      String segment = matcher.group(name);
      parameters.put(name, URI.create("/" + segment).getPath().substring(1));
    }
    return parameters;
  }
}
