package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path before all paths of a hub, such as that of a named hub; empty if there is none. The
 * routes of the hub do not know it. Immutable.
 */
public record BasePath(String path) {

  /** Where our templates have a path. Elsewhere, values of users can begin with a slash. */
  private static final Pattern REFERENCE = Pattern.compile("( (?:href|src|action|data-path)=\")/");

  private static final String LOCATION = "Location";

  /** {@return the request as the routes of the hub know it} */
  public HttpRequest removeFrom(HttpRequest request) {
    String raw = request.uri().getRawPath().substring(path.length());
    String query = request.uri().getRawQuery();
    URI uri =
        URI.create(
            "http://127.0.0.1" + (raw.isEmpty() ? "/" : raw) + (query == null ? "" : "?" + query));
    return new HttpRequest(request.method(), uri, request.headers(), request.body());
  }

  /** {@return the response, with the path in a redirect and in the references of a page} */
  public HttpResponse addTo(HttpResponse response) {
    if (path.isEmpty()) {
      return response;
    }
    HttpResponse redirected =
        values(response, LOCATION).stream()
            .findFirst()
            .filter(location -> location.startsWith("/"))
            .map(location -> response.with(LOCATION, path + location))
            .orElse(response);
    return values(response, "Content-Type").stream().anyMatch(type -> type.startsWith("text/html"))
        ? withReferences(redirected)
        : redirected;
  }

  private HttpResponse withReferences(HttpResponse response) {
    String html =
        REFERENCE
            .matcher(new String(response.body(), UTF_8))
            .replaceAll("$1" + Matcher.quoteReplacement(path) + "/");
    return new HttpResponse(response.status(), response.headers(), html.getBytes(UTF_8));
  }

  private static List<String> values(HttpResponse response, String header) {
    return response.headers().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(header))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }
}
