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
  private static final String HTTPS = "https://";
  private static final int MAX_USUAL = 255;

  private final transient String address;

  private HostedLink(String address) {
    this.address = address;
  }

  /**
   * {@return the link with an address, as SePay sent it}
   *
   * @throws InvalidFieldException if it is null or blank or not an absolute http(s) address with a
   *     valid host and port; shows nothing of the address
   */
  public static HostedLink of(String address) {
    Check.requireText(FIELD, address, EXPECTED);
    if (!isUsual(address)) {
      requireWebAddress(address);
    }
    return new HostedLink(address);
  }

  /** Whether an address has the form of SePay's links, which has nothing to be rejected. */
  private static boolean isUsual(String address) {
    int path = address.indexOf('/', HTTPS.length());
    return path > 0
        && path <= MAX_USUAL
        && address.startsWith(HTTPS)
        && isUsualHost(address, path)
        && isUsualPath(address, path);
  }

  /** Names between single dots and hyphens. The last one begins with a letter: it is no number. */
  private static boolean isUsualHost(String address, int end) {
    boolean isInName = false;
    boolean beginsWithLetter = false;
    for (int i = HTTPS.length(); i < end; i++) {
      char c = address.charAt(i);
      if (isLetterOrDigit(c)) {
        beginsWithLetter = isInName ? beginsWithLetter : c > '9';
        isInName = true;
      } else if (isInName && (c == '.' || c == '-')) {
        isInName = false;
      } else {
        return false;
      }
    }
    return isInName && beginsWithLetter;
  }

  private static boolean isUsualPath(String address, int begin) {
    for (int i = begin; i < address.length(); i++) {
      char c = address.charAt(i);
      if (!isLetterOrDigit(c) && "/-_.~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }

  private static void requireWebAddress(String address) {
    try {
      URI uri = new URI(address);
      if (uri.isAbsolute()
          && uri.getRawAuthority() != null
          && (uri.getScheme().equalsIgnoreCase("https")
              || uri.getScheme().equalsIgnoreCase("http"))) {
        requireHost(uri);
        return;
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
    return URI.create(address);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostedLink that && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  /** {@return the origin, and stars for the rest} */
  @Override
  public String toString() {
    URI uri = uri();
    return uri.getScheme() + "://" + HostAndPort.of(FIELD, uri) + "/***";
  }
}
