package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.service.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the header Authorization. */
public final class Authorization {

  private Authorization() {}

  /** {@return the credentials of a request; none if they cannot be read} */
  public static Credentials read(HttpRequest request) {
    String bearer = after("Bearer ", request);
    if (bearer != null) {
      return new Credentials.Bearer(bearer);
    }
    String encoded = after("Basic ", request);
    return encoded == null ? new Credentials.None() : basic(encoded);
  }

  private static Credentials basic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? new Credentials.None()
          : new Credentials.Basic(
              ClientCredentials.of(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      // Neither Base64 nor credentials.
      return new Credentials.None();
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
