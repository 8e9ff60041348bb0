package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the handler of a request by its method and path. Thread-safe once all routes are added. */
public final class Router {

  /** Handles the requests of a route. Throws an {@link ErrorResponse} to reject one. */
  @FunctionalInterface
  interface Handler<R> {

    R handle(HttpRequest request, Map<String, String> path);
  }

  /** Hints for requests that have no route, by method and decoded path. */
  @FunctionalInterface
  interface Hints {

    String forPath(String method, String path);

    /** {@return what to add to the methods that the path has; empty if nothing} */
    default Optional<String> forMethod(String method, String path) {
      return Optional.empty();
    }
  }

  private record Route(String method, PathTemplate template, Handler<ResponseWithFault> handler) {}

  private final Map<String, List<Route>> byPrefix = new HashMap<>();
  private final Hints hints;
  private int longestPrefix;

  Router(Hints hints) {
    this.hints = hints;
  }

  /** Adds a route. The template may hold parameters, such as {@code /link/{xid}}. */
  void route(String method, String template, Handler<HttpResponse> handler) {
    routeWithFaults(
        method, template, (request, path) -> ResponseWithFault.of(handler.handle(request, path)));
  }

  void routeWithFaults(String method, String template, Handler<ResponseWithFault> handler) {
    PathTemplate path = new PathTemplate(template);
    byPrefix
        .computeIfAbsent(path.prefix(), prefix -> new ArrayList<>())
        .add(new Route(method, path, handler));
    longestPrefix = Math.max(longestPrefix, path.prefix().length());
  }

  void getAndHead(String template, Handler<HttpResponse> handler) {
    route("GET", template, handler);
    route("HEAD", template, handler);
  }

  public ResponseWithFault handle(HttpRequest request) {
    String path = request.uri().getRawPath();
    List<Route> candidates = at(path);
    if (candidates.isEmpty()) {
      String hint = hints.forPath(request.method(), request.uri().getPath());
      throw ErrorResponse.of(Kind.NO_SUCH_PATH, hint);
    }
    Route route =
        candidates.stream()
            .filter(candidate -> candidate.method().equals(request.method()))
            .findFirst()
            .orElseThrow(() -> wrongMethod(request.method(), request.uri()));
    return route.handler().handle(request, route.template().parameters(path));
  }

  private ErrorResponse wrongMethod(String method, URI uri) {
    String other = hints.forMethod(method, uri.getPath()).map(hint -> "; " + hint).orElse("");
    return ErrorResponse.of(Kind.WRONG_METHOD, "use " + allowed(uri.getRawPath()) + other);
  }

  /** {@return the methods of a path, as the header Allow lists them} */
  public String allowed(String rawPath) {
    return at(rawPath).stream().map(Route::method).distinct().collect(Collectors.joining(", "));
  }

  /** {@return the routes of a path: those without parameters first} */
  private List<Route> at(String rawPath) {
    List<Route> found = new ArrayList<>();
    addRoutes(rawPath, rawPath, found);
    int slash = rawPath.lastIndexOf('/', Math.min(rawPath.length() - 2, longestPrefix - 1));
    for (; slash >= 0; slash = rawPath.lastIndexOf('/', slash - 1)) {
      addRoutes(rawPath.substring(0, slash + 1), rawPath, found);
    }
    return found;
  }

  private void addRoutes(String prefix, String rawPath, List<Route> found) {
    for (Route route : byPrefix.getOrDefault(prefix, List.of())) {
      if (route.template().matches(rawPath)) {
        found.add(route);
      }
    }
  }
}
