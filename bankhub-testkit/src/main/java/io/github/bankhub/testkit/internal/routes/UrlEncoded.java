package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Fields in the format of HTML forms. */
final class UrlEncoded {

  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int MAX_BYTES = 16 << 10;

  private UrlEncoded() {}

  /** Rejects a field that is given twice. */
  static Map<String, String> query(URI uri) {
    Map<String, String> fields = new LinkedHashMap<>();
    String query = uri.getRawQuery();
    read(
        query == null ? "" : query,
        (name, value) -> {
          if (fields.put(name, value) != null) {
            throw ErrorResponse.of(Kind.INVALID, "give each field of the query once");
          }
        });
    return fields;
  }

  /** {@return the fields of a form in a body; none if the body is too long or not a form} */
  static Map<String, String> form(HttpRequest request) {
    Map<String, String> fields = new HashMap<>();
    if (request.body().length <= MAX_BYTES && JsonBodies.hasType(request, TYPE)) {
      read(new String(request.body(), UTF_8), fields::put);
    }
    return fields;
  }

  private static void read(String text, BiConsumer<String, String> reader) {
    for (String field : text.split("&", -1)) {
      String[] parts = field.split("=", 2);
      if (!field.isEmpty()) {
        reader.accept(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
