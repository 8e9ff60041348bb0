package io.github.bankhub.feign.internal.port;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The encoding of names and values in a path or query. It comes before Feign's: Feign leaves
 * encoded text as it is, and so would corrupt a value that contains {@code %25} itself.
 */
final class UriEncoding {

  private UriEncoding() {}

  static Map<String, String> values(Map<String, String> fields) {
    Map<String, String> encoded = new LinkedHashMap<>();
    fields.forEach((name, value) -> encoded.put(value(name), value(value)));
    return encoded;
  }

  static String value(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
