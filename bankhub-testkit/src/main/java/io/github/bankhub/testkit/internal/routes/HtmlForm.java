package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.testkit.http.HttpRequest;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of an HTML form in the body of a request. */
final class HtmlForm {

  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int MAX_BYTES = 16 << 10;

  private HtmlForm() {}

  /** {@return the fields of a form; none if the body is too long or not a form} */
  static Map<String, String> read(HttpRequest request) {
    Map<String, String> fields = new HashMap<>();
    List<String> types = request.header("Content-Type");
    if (request.body().length > MAX_BYTES
        || types.size() != 1
        || !types.get(0).split(";", 2)[0].strip().equalsIgnoreCase(TYPE)) {
      return fields;
    }
    for (String field : new String(request.body(), UTF_8).split("&", -1)) {
      String[] nameAndValue = field.split("=", 2);
      if (nameAndValue.length == 2) {
        fields.put(decode(nameAndValue[0]), decode(nameAndValue[1]));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
