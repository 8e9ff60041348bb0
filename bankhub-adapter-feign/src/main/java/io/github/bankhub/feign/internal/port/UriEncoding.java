package io.github.bankhub.feign.internal.port;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The encoding of names and values in a path or query. It comes before Feign's: Feign leaves
 * encoded text as it is, and so would corrupt a value that contains {@code %25} itself.
 */
final class UriEncoding {

  private UriEncoding() {}

  static Map<String, String> values(Map<String, ?> fields) {
    Map<String, String> encoded = new LinkedHashMap<>();
    fields.forEach((name, value) -> encoded.put(value(name), value(value)));
    return encoded;
  }

  /** {@return the id in a path} */
  static String xid(Map<String, ?> fields) {
    return value(Objects.requireNonNull(fields.get("xid"), "xid"));
  }

  private static String value(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }
}
