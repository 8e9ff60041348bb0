package io.github.bankhub.feign.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user and the password for a proxy. Immutable. Printing them shows stars. */
public final class ProxyCredentials extends Secret {

  private static final String FIELD = "proxyCredentials";

  public ProxyCredentials(String user, String password) {
    super(FIELD, pair(user, password));
  }

  private static String pair(@Nullable String user, @Nullable String password) {
    if (user == null || password == null || user.isBlank() || user.contains(":")) {
      throw new InvalidFieldException(
          FIELD, "cannot be sent", "a user without a colon, and a password");
    }
    return user + ":" + password;
  }

  /** {@return the value of {@code Proxy-Authorization}} */
  String authorization() {
    return "Basic " + token();
  }

  /** {@return the texts that no failure may show} */
  List<String> secrets() {
    return Stream.of(token(), reveal().replaceFirst("[^:]*:", ""))
        .filter(text -> !text.isBlank())
        .toList();
  }

  private String token() {
    return Base64.getEncoder().encodeToString(reveal().getBytes(UTF_8));
  }
}
