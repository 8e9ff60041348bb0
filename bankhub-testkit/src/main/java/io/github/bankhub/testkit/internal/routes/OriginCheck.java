package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;

/**
 * Protects the control from web pages of other origins. Without it, any page in the user's browser
 * could move the clock or send webhooks.
 */
public final class OriginCheck {

  private OriginCheck() {}

  public static void check(HttpRequest request) {
    if (isProtected(request.uri().getRawPath()) && isForeign(request)) {
      throw ErrorResponse.of(Kind.FOREIGN, "pages of other origins cannot control the offline hub");
    }
  }

  private static boolean isProtected(String path) {
    return ControlRouter.isAt(path) && !Assets.isAt(path);
  }

  private static boolean isForeign(HttpRequest request) {
    return request.header("Sec-Fetch-Site").contains("cross-site")
        || request.header("Origin").stream().anyMatch(origin -> !isHost(request, origin));
  }

  private static boolean isHost(HttpRequest request, String origin) {
    return request.header("Host").stream()
        .anyMatch(host -> origin.equalsIgnoreCase("http://" + host));
  }
}
