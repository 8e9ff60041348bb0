package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds the routes of the control below {@code /_testkit}, with JSON in and out. None of these paths
 * is SePay's. Faults do not apply to them, and the journal does not list them. {@code
 * openapi/testkit.yaml} describes them.
 */
final class ControlRouter {

  static final String ROOT = "/_testkit";

  @FunctionalInterface
  interface Handler {

    /** Status 400 is an {@link IllegalArgumentException}, 409 an {@link IllegalStateException}. */
    Map<String, ? extends @Nullable Object> handle(ControlFields fields);
  }

  private final Router router;
  private final List<String> paths;

  /** Each route adds its method and path to the list. */
  ControlRouter(Router router, List<String> paths) {
    this.router = router;
    this.paths = paths;
    get("/", fields -> Map.of("paths", paths));
    router.route("GET", ROOT, (request, path) -> JsonBodies.response(200, Map.of("paths", paths)));
  }

  static boolean isAt(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  static Handler run(Runnable action) {
    return fields -> {
      action.run();
      return Map.of();
    };
  }

  void get(String path, Handler handler) {
    route("GET", path, 200, List.of(), handler);
  }

  <T> void list(
      String path,
      String field,
      Supplier<? extends Collection<T>> objects,
      Function<T, ? extends Map<String, ?>> fields) {
    get(path, request -> Map.of(field, objects.get().stream().map(fields).toList()));
  }

  void delete(String path, Handler handler) {
    route("DELETE", path, 200, List.of(), handler);
  }

  void post(String path, List<String> fields, Handler handler) {
    route("POST", path, 200, fields, handler);
  }

  void create(String path, List<String> fields, Handler handler) {
    route("POST", path, 201, fields, handler);
  }

  private void route(String method, String path, int status, List<String> fields, Handler handler) {
    paths.add(method + " " + ROOT + path);
    router.route(
        method,
        ROOT + path,
        (request, parameters) ->
            handle(status, ControlFields.read(request, fields, parameters), handler));
  }

  private static HttpResponse handle(int status, ControlFields fields, Handler handler) {
    try {
      return JsonBodies.response(status, handler.handle(fields));
    } catch (IllegalStateException e) {
      throw ErrorResponse.of(Kind.NOT_NOW, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw ErrorResponse.of(Kind.INVALID, String.valueOf(e.getMessage()));
    }
  }
}
