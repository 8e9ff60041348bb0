package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.http.HttpProtocolException;
import io.github.bankhub.testkit.internal.json.Json;
import java.util.List;
import java.util.Map;

/** JSON bodies of requests and responses. */
public final class JsonBodies {

  private static final String JSON = "application/json";
  private static final Map<String, List<String>> HEADERS =
      Map.of("Content-Type", List.of(JSON + "; charset=utf-8"));

  private JsonBodies() {}

  public static Map<String, Object> fields(HttpRequest request) {
    if (!hasType(request, JSON)) {
      throw ErrorResponse.of(Kind.INVALID, "send the header Content-Type: " + JSON);
    }
    return fieldsOfAnyType(request);
  }

  /** {@return whether a request has one content type, with any parameters} */
  static boolean hasType(HttpRequest request, String type) {
    List<String> types = request.header("Content-Type");
    return types.size() == 1 && types.get(0).split(";", 2)[0].strip().equalsIgnoreCase(type);
  }

  /** {@return the fields of a request, whatever its content type; curl sends that of a form} */
  static Map<String, Object> fieldsOfAnyType(HttpRequest request) {
    Map<String, Object> fields = Json.read(request.body());
    if (fields == null) {
      throw ErrorResponse.of(
          Kind.INVALID, "the body must be one JSON object, each field given once");
    }
    return fields;
  }

  public static HttpResponse response(int status, Map<?, ?> body) {
    return new HttpResponse(status, HEADERS, Json.write(body));
  }

  public static HttpResponse error(ErrorResponse error) {
    return response(error.status(), error.body());
  }

  public static HttpResponse error(HttpProtocolException error) {
    Kind kind =
        switch (error.status()) {
          case 408 -> Kind.TOO_SLOW;
          case 413 -> Kind.TOO_LARGE;
          case 431 -> Kind.HEAD_TOO_LARGE;
          case 503 -> Kind.TOO_MANY_CONNECTIONS;
          default -> Kind.MALFORMED;
        };
    HttpResponse response = error(ErrorResponse.of(kind, error.hint()));
    // With the wait, a client knows that nothing was performed.
    return error.status() == 503 ? response.with("Retry-After", "1") : response;
  }
}
