package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The credentials in a request's Authorization header; null if it has none that can be read. */
final class Authorization {

  private Authorization() {}

  static @Nullable String bearer(HttpRequest request) {
    return credentials("Bearer ", request);
  }

  static @Nullable ClientCredentials basic(HttpRequest request) {
    String encoded = credentials("Basic ", request);
    if (encoded == null) {
      return null;
    }
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? null
          : ClientCredentials.of(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      // Not Base64, or not credentials: both are handled like no header.
      return null;
    }
  }

  /** Rejects two headers: a client that adds a header instead of replacing it has a bug. */
  private static @Nullable String credentials(String scheme, HttpRequest request) {
    List<String> values = request.header("Authorization");
    return values.size() == 1 && values.get(0).regionMatches(true, 0, scheme, 0, scheme.length())
        ? values.get(0).substring(scheme.length()).strip()
        : null;
  }
}
