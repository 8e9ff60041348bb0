package io.github.bankhub.domain.link;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the browser goes when the user has finished: {@code completion_redirect_uri}. Immutable.
 *
 * <p>SePay documents no parameter that it adds. So put your own reference to the user into this
 * URI. The {@linkplain io.github.bankhub.domain.environment.BankHubEnvironment environment} defines
 * the allowed schemes.
 *
 * @param uri an absolute URI, with a host
 */
public record CompletionRedirect(URI uri) {

  private static final String FIELD = "completion_redirect_uri";
  private static final String EXPECTED = "an absolute URI such as https://example.com/linked";

  /**
   * Checks the URI.
   *
   * @throws InvalidFieldException if the URI is null or relative, or has no host, or an invalid
   *     host or port
   */
  public CompletionRedirect {
    Check.requireText(FIELD, Check.requirePresent(FIELD, uri, EXPECTED).toString(), EXPECTED);
    if (!uri.isAbsolute() || uri.getRawAuthority() == null) {
      throw new InvalidFieldException(FIELD, "is \"" + uri + "\"", EXPECTED);
    }
    HostAndPort.of(FIELD, uri);
  }

  /**
   * {@return the redirect to a URI}
   *
   * @throws InvalidFieldException if the text is not an absolute URI with a host
   */
  public static CompletionRedirect of(String uri) {
    try {
      return new CompletionRedirect(new URI(Check.requireText(FIELD, uri, EXPECTED)));
    } catch (URISyntaxException e) {
      throw new InvalidFieldException(FIELD, "is \"" + uri + "\", not a URI", EXPECTED);
    }
  }
}
