package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.Credentials;
import io.github.bankhub.testkit.internal.service.MerchantSettings;
import io.github.bankhub.testkit.internal.service.OperationResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of Bank Hub, and a page at the root that lists them. */
record ApiRoutes(BankHubService service, ServerAddress address) {

  private static final int MAX_JSON_BYTES = 1 << 20;

  void addTo(Router router) {
    router.getAndHead("/", (request, path) -> index(address.base(request).getRawPath()));
    for (Operation operation : Operation.values()) {
      router.routeWithFaults(
          operation.method(),
          operation.path(),
          (request, path) -> response(operation, perform(operation, request, path)));
    }
    router.getAndHead(MerchantSettings.LOGOS + "{file}", (request, path) -> logo(path.get("file")));
  }

  private HttpResponse logo(@Nullable String file) {
    return service
        .read(state -> state.merchantSettings().logo(String.valueOf(file)))
        .map(
            logo ->
                new HttpResponse(
                    200,
                    Map.of(
                        "Content-Type", List.of(logo.format().mediaType()),
                        "Cross-Origin-Resource-Policy", List.of("cross-origin"),
                        "X-Content-Type-Options", List.of("nosniff")),
                    logo.bytes()))
        .orElseThrow(
            () ->
                ErrorResponse.of(
                    Kind.NO_SUCH_PATH,
                    "the merchant has no such logo; an upload deletes the last"));
  }

  private OperationResult perform(
      Operation operation, HttpRequest request, Map<String, String> path) {
    Credentials credentials = Authorization.read(request);
    Map<String, ?> fields;
    try {
      fields = fields(operation, request, path);
    } catch (ErrorResponse error) {
      return service.reject(operation, credentials, error);
    }
    return service.perform(operation, credentials, fields, address.base(request));
  }

  /**
   * Reads the fields of the path, and those of the query of a GET or else of the body: JSON, or the
   * parts of a form with a file.
   */
  private static Map<String, ?> fields(
      Operation operation, HttpRequest request, Map<String, String> path) {
    if (operation.fileField().isPresent()) {
      return MultipartForm.fields(request, operation.fileField().get());
    }
    if (request.body().length > MAX_JSON_BYTES) {
      throw ErrorResponse.of(Kind.TOO_LARGE, "a body has at most " + MAX_JSON_BYTES + " bytes");
    }
    if (!operation.usesAccessToken()) {
      return path;
    }
    boolean isGet = operation.method().equals("GET");
    Map<String, Object> fields =
        isGet ? new LinkedHashMap<>(UrlEncoded.query(request.uri())) : JsonBodies.fields(request);
    for (Map.Entry<String, String> id : path.entrySet()) {
      if (fields.put(id.getKey(), id.getValue()) != null) {
        String problem = "is in the path, and not in the " + (isGet ? "query" : "body");
        throw ErrorResponse.invalid(Map.of(id.getKey(), problem), problem);
      }
    }
    return fields;
  }

  private ResponseWithFault response(Operation operation, OperationResult result) {
    HttpResponse response = withoutFault(operation, result);
    Fault fault = result.fault();
    if (fault == null) {
      return ResponseWithFault.of(response);
    }
    return fault.scenario().needsConnection()
        ? new ResponseWithFault(response, ConnectionFaults.of(fault.scenario()))
        : ResponseWithFault.of(
            FaultResponses.of(fault, operation, response, service.clock().instant()));
  }

  private static HttpResponse withoutFault(Operation operation, OperationResult result) {
    if (result instanceof OperationResult.Rejected rejected) {
      return JsonBodies.error(rejected.error());
    }
    return JsonBodies.response(
        operation.successStatus(),
        result instanceof OperationResult.Success success ? success.body() : Map.of());
  }

  private static HttpResponse index(String basePath) {
    return JsonBodies.response(
        200,
        Json.object(
            "name",
            "bankhub: SePay Bank Hub offline, for tests",
            "operations",
            ApiHints.operations(),
            "control",
            basePath + ControlRouter.ROOT,
            "in_a_browser",
            basePath + DemoRoutes.ROOT));
  }
}
