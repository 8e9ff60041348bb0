package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Protects the control from web pages of other origins. Without it, any page in the user's browser
 * could move the clock or send webhooks. A page of the same site, such as another port of this
 * machine, has another origin too.
 */
public final class OriginCheck {

  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private OriginCheck() {}

  /** Checks a request whose host is one of the address. */
  public static void check(HttpRequest request, ServerAddress address) {
    if (isProtected(request.uri().getRawPath()) && isForeign(request, address)) {
      throw ErrorResponse.of(Kind.FOREIGN, "pages of other origins cannot control the offline hub");
    }
  }

  private static boolean isProtected(String path) {
    return ControlRouter.isAt(path) && !Assets.isAt(path);
  }

  private static boolean isForeign(HttpRequest request, ServerAddress address) {
    return !OWN_SITES.containsAll(request.header("Sec-Fetch-Site"))
        || request.header("Origin").stream().anyMatch(origin -> !isOwn(origin, request, address));
  }

  private static boolean isOwn(String text, HttpRequest request, ServerAddress address) {
    Optional<Origin> origin = Origin.of(text);
    return origin.isPresent()
        && Stream.concat(
                Stream.of(address.base(request).toString()),
                request.header("Host").stream().map(host -> "http://" + host))
            .anyMatch(own -> Origin.of(own).equals(origin));
  }

  /** A browser omits the default port of the scheme. */
  private record Origin(String scheme, String host, int port) {

    /** {@return the origin of an address; empty if it has none} */
    static Optional<Origin> of(String address) {
      try {
        URI uri = URI.create(address);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        HostAndPort parts = HostAndPort.of("Origin", uri);
        int port = parts.port() < 0 ? defaultPort(scheme) : parts.port();
        return Optional.of(new Origin(scheme, ServerAddress.normalized(parts.host()), port));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private static int defaultPort(String scheme) {
      return scheme.equals("https") ? 443 : 80;
    }
  }
}
