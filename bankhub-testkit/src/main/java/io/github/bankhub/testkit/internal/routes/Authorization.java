package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.service.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the header Authorization. */
final class Authorization {

  private Authorization() {}

  /** {@return the credentials of a request; none if they cannot be read} */
  static Credentials read(HttpRequest request) {
    String bearer = valueOf("Bearer ", request);
    if (bearer != null) {
      return new Credentials.Bearer(bearer);
    }
    if (valueOf("Apikey ", request) != null) {
      return new Credentials.Apikey();
    }
    String encoded = valueOf("Basic ", request);
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

  /** Ignores two headers: a client that adds a header instead of replacing it has a bug. */
  private static @Nullable String valueOf(String scheme, HttpRequest request) {
    List<String> values = request.header("Authorization");
    return values.size() == 1 && values.get(0).regionMatches(true, 0, scheme, 0, scheme.length())
        ? values.get(0).substring(scheme.length()).strip()
        : null;
  }
}
