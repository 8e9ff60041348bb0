package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.page.PageFiles;
import java.util.List;
import java.util.Map;

/** The files of the hosted page, of the demo and of the SDK. */
final class Assets {

  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, Asset> FILES =
      Map.of(
          "/_testkit/assets/page.css", new Asset("page.css", STYLE),
          "/_testkit/assets/page.js", new Asset("page.js", SCRIPT),
          "/_testkit/assets/icon.svg", new Asset("icon.svg", "image/svg+xml"),
          "/_testkit/demo", new Asset("demo.html", "text/html; charset=utf-8"),
          "/_testkit/assets/demo.css", new Asset("demo.css", STYLE),
          "/_testkit/assets/demo.js", new Asset("demo.js", SCRIPT),
          // Source: page "JavaScript SDK"; the path is SePay's, the script is not.
          "/assets/sdk/1.0.0/bankhub.min.js", new Asset("bankhub.js", SCRIPT));

  private Assets() {}

  static void addTo(Router router) {
    FILES.forEach((path, asset) -> router.getAndHead(path, (request, none) -> response(asset)));
  }

  static boolean isAt(String path) {
    return FILES.containsKey(path);
  }

  private static HttpResponse response(Asset asset) {
    return new HttpResponse(
        200,
        Map.of(
            "Content-Type", List.of(asset.type()),
            "Cache-Control", List.of("no-cache"),
            // For a merchant's page that is cross-origin isolated, and for a frame in a sandbox.
            "Cross-Origin-Resource-Policy", List.of("cross-origin"),
            "Content-Security-Policy",
                List.of("default-src 'self'; frame-src http: https:; base-uri 'none'"),
            "X-Content-Type-Options", List.of("nosniff")),
        PageFiles.read(asset.file()));
  }

  private record Asset(String file, String type) {}
}
