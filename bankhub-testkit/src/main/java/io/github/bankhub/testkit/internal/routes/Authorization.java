package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request says about who sends it; null if it says nothing that can be understood. */
public final class Authorization {

  private Authorization() {}

  public static @Nullable String bearer(HttpRequest request) {
    return after("Bearer ", request);
  }

  public static @Nullable ClientCredentials basic(HttpRequest request) {
    String encoded = after("Basic ", request);
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
      // Neither Base64 nor credentials, which is all the same to whoever asks.
      return null;
    }
  }

  /** Two headers are as good as none: a client that adds instead of replacing is at fault. */
  private static @Nullable String after(String scheme, HttpRequest request) {
    List<String> values = request.header("Authorization");
    return values.size() == 1 && values.get(0).regionMatches(true, 0, scheme, 0, scheme.length())
        ? values.get(0).substring(scheme.length()).strip()
        : null;
  }
}
