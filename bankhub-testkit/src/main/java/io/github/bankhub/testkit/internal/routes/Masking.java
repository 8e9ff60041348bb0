package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hides the secrets and personal data of a request, by their names or because a hub knows them. */
record Masking(Predicate<String> isSecret) {

  private static final String MASK = "***";
  private static final int MAX_LENGTH = 1_000;
  private static final int ACCESS_TOKEN_LENGTH = 40;
  private static final List<String> SECRET_NAMES =
      List.of(
          "secret",
          "token",
          "key",
          "password",
          "auth",
          "cookie",
          "otp",
          "account_number",
          "holder",
          "identification",
          "phone");

  /** Wrong names of {@code transaction_content} and {@code q}, without underscores. */
  private static final Set<String> TEXTS =
      Set.of(
          "content",
          "transactioncontent",
          "transfercontent",
          "description",
          "memo",
          "search",
          "query");

  private static final Pattern USER_INFO = Pattern.compile("://[^/?#]*@");

  /** The path and the query. */
  String path(HttpRequest request) {
    StringJoiner path = new StringJoiner("/");
    for (String segment : request.uri().getRawPath().split("/", -1)) {
      path.add(isSecret(segment) ? MASK : segment);
    }
    String query = request.uri().getRawQuery();
    return cut(query == null ? path.toString() : path + "?" + form(query));
  }

  private String form(String text) {
    return Stream.of(text.split("&"))
        .map(
            pair -> {
              String[] parts = pair.split("=", 2);
              return parts.length == 2
                  ? parts[0] + "=" + value(parts[0], parts[1])
                  : String.valueOf(value("", pair));
            })
        .collect(Collectors.joining("&"));
  }

  Map<String, String> headers(HttpRequest request) {
    Map<String, String> masked = new TreeMap<>();
    request
        .headers()
        .forEach((name, values) -> masked.put(name, header(name, String.join(", ", values))));
    return masked;
  }

  private String header(String name, String value) {
    if (name.equalsIgnoreCase("Authorization") && value.contains(" ")) {
      return value.substring(0, value.indexOf(' ')) + " " + MASK;
    }
    return cut(String.valueOf(value(name, value)));
  }

  /** JSON with masked values; only the length of anything else, which cannot be masked. */
  String body(HttpRequest request) {
    if (request.body().length == 0) {
      return "";
    }
    Map<String, Object> fields = Json.read(request.body());
    return fields == null
        ? request.body().length + " bytes that are not a JSON object"
        : cut(new String(Json.write(object(fields)), UTF_8));
  }

  private Map<String, @Nullable Object> object(Map<?, ?> fields) {
    Map<String, @Nullable Object> masked = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> masked.put(String.valueOf(name), value(String.valueOf(name), value)));
    return masked;
  }

  private @Nullable Object value(String name, @Nullable Object value) {
    if (value != null && isSecretName(name)) {
      return MASK;
    }
    if (value instanceof Map<?, ?> fields) {
      return object(fields);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> value("", element)).toList();
    }
    return value instanceof String text ? isSecret(text) ? MASK : withoutSecrets(text) : value;
  }

  /** The same text, unless it is a URI with user info or a query. */
  private String withoutSecrets(String text) {
    if (!text.contains("://")) {
      return text;
    }
    String uri = USER_INFO.matcher(text).replaceFirst("://" + MASK + "@");
    int query = uri.indexOf('?') + 1;
    return query == 0 ? uri : uri.substring(0, query) + form(uri.substring(query));
  }

  private static boolean isSecretName(String name) {
    return Operation.isSecret(name)
        || TEXTS.contains(name.replace("_", "").toLowerCase(Locale.ROOT))
        || (!name.endsWith("_xid") && hasSecretWord(name));
  }

  private static boolean hasSecretWord(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : SECRET_NAMES) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSecret(String text) {
    return isAccessToken(text) || (!text.isBlank() && isSecret.test(text));
  }

  private static boolean isAccessToken(String text) {
    if (text.length() != ACCESS_TOKEN_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
