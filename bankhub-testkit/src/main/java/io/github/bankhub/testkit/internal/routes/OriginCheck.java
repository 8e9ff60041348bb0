package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.net.URI;
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

  private static boolean isOwn(String origin, HttpRequest request, ServerAddress address) {
    URI base = address.base(request);
    return Stream.concat(
            Stream.of(base.getScheme() + "://" + base.getRawAuthority()),
            request.header("Host").stream().map(host -> "http://" + host))
        .anyMatch(origin::equalsIgnoreCase);
  }
}
