package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.page.PageFiles;
import io.github.bankhub.testkit.internal.page.PageTemplates;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The files of the hosted page, of the demo and of the SDK. */
final class Assets {

  private static final String STYLE = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, Asset> FILES =
      Map.of(
          "/_testkit/assets/page.css",
          Asset.file("page.css", STYLE),
          "/_testkit/assets/page.js",
          Asset.file("page.js", SCRIPT),
          "/_testkit/assets/icon.svg",
          Asset.file("icon.svg", "image/svg+xml"),
          DemoRoutes.ROOT,
          new Asset(Assets::demo, "text/html; charset=utf-8"),
          "/_testkit/assets/demo.css",
          Asset.file("demo.css", STYLE),
          "/_testkit/assets/demo.js",
          Asset.file("demo.js", SCRIPT),
          // Source: page "JavaScript SDK"; the path is SePay's, the script is not.
          "/assets/sdk/1.0.0/bankhub.min.js",
          Asset.file("bankhub.js", SCRIPT));

  private Assets() {}

  static void addTo(Router router) {
    FILES.forEach(
        (path, asset) -> router.getAndHead(path, (request, none) -> response(asset, request)));
  }

  static boolean isAt(String path) {
    return FILES.containsKey(path);
  }

  private static HttpResponse response(Asset asset, HttpRequest request) {
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
        asset.content().apply(request));
  }

  private static byte[] demo(HttpRequest request) {
    String language = UrlEncoded.query(request.uri()).getOrDefault("language", "en");
    return PageTemplates.demo(language).getBytes(UTF_8);
  }

  private record Asset(Function<HttpRequest, byte[]> content, String type) {

    static Asset file(String name, String type) {
      return new Asset(request -> PageFiles.read(name), type);
    }
  }
}
