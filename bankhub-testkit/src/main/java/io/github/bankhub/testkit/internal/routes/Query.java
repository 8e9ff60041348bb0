package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The query of a URI, in the format of HTML forms. */
final class Query {

  private Query() {}

  /**
   * {@return the fields of a query}
   *
   * @throws ErrorResponse with 400 if a field is given twice
   */
  static Map<String, String> read(URI uri) {
    Map<String, String> fields = new LinkedHashMap<>();
    String query = uri.getRawQuery();
    if (query == null) {
      return fields;
    }
    for (String field : query.split("&", -1)) {
      String[] parts = field.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      if (!field.isEmpty() && fields.put(decode(parts[0]), decode(value)) != null) {
        throw ErrorResponse.of(Kind.INVALID, "give each field of the query once");
      }
    }
    return fields;
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
