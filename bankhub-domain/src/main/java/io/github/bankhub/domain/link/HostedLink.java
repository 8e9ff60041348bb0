package io.github.bankhub.domain.link;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The address of the hosted page for one link token: {@code hosted_link_url}.
 *
 * <p>Immutable, and exactly as SePay sent it. The address alone opens the page, so printing it
 * shows only the origin. The address is transient, so that libraries that write fields omit it.
 */
public final class HostedLink implements NoJsonForm {

  private static final String FIELD = "hosted_link_url";
  private static final String EXPECTED = "an absolute http or https address";

  private final transient URI uri;

  private HostedLink(URI uri) {
    this.uri = uri;
  }

  /**
   * {@return the link with an address, as SePay sent it}
   *
   * @throws InvalidFieldException if it is null or blank or not an absolute http(s) address with a
   *     valid host and port; shows nothing of the address
   */
  public static HostedLink of(String address) {
    try {
      URI uri = new URI(Check.requireText(FIELD, address, EXPECTED));
      if (uri.isAbsolute()
          && uri.getRawAuthority() != null
          && (uri.getScheme().equalsIgnoreCase("https")
              || uri.getScheme().equalsIgnoreCase("http"))) {
        requireHost(uri);
        return new HostedLink(uri);
      }
    } catch (URISyntaxException e) {
      // Rejected below, without this cause: its message would show the address.
    }
    throw new InvalidFieldException(FIELD, "is not a web address", EXPECTED);
  }

  /** In a malformed address, a part of the secret can be at the place of the host or the port. */
  private static void requireHost(URI uri) {
    try {
      HostAndPort.of(FIELD, uri);
    } catch (InvalidFieldException e) {
      throw new InvalidFieldException(FIELD, "has an invalid host or port", EXPECTED);
    }
  }

  /**
   * {@return the address to open in an iframe, a WebView or SePay's JavaScript SDK} It is exactly
   * as SePay sent it.
   */
  public URI uri() {
    return uri;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostedLink that && uri.toString().equals(that.uri.toString());
  }

  @Override
  public int hashCode() {
    return uri.toString().hashCode();
  }

  /** {@return the origin, and stars for the rest} */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + HostAndPort.of(FIELD, uri) + "/***";
  }
}
