package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.util.List;

/**
 * The paths of SePay that the offline Bank Hub does not have yet, with the path of the control that
 * does the same, if there is one. Source: page "API Overview" and the page of each operation.
 */
final class UnsupportedPaths {

  private static final List<Unsupported> ALL =
      List.of(
          new Unsupported("GET", "/v1/webhook", "use GET /_testkit/webhook"),
          new Unsupported("POST", "/v1/webhook", "use POST /_testkit/webhook"));

  private UnsupportedPaths() {}

  static void addTo(Router router) {
    for (Unsupported path : ALL) {
      router.route(
          path.method(),
          path.template(),
          (request, parameters) -> {
            throw ErrorResponse.of(Kind.NOT_SUPPORTED, path.hint());
          });
    }
  }

  private record Unsupported(String method, String template, String instead) {

    String hint() {
      return "SePay has %s %s, but this offline Bank Hub does not have it yet; %s"
          .formatted(method, template, instead);
    }
  }
}
