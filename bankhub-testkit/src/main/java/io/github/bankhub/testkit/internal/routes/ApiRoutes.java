package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RequestReader;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.OperationResult;
import io.github.bankhub.testkit.internal.service.State;
import java.net.URI;
import java.util.Map;

/** The operations of Bank Hub, and a page at the root that lists them. */
final class ApiRoutes {

  private final BankHubService service;
  private final URI baseUri;

  ApiRoutes(BankHubService service, URI baseUri) {
    this.service = service;
    this.baseUri = baseUri;
  }

  void addTo(Router router) {
    router.getAndHead("/", (request, path) -> ResponseWithFault.of(index()));
    for (Operation operation : Operation.values()) {
      router.route(
          operation.method(),
          operation.path(),
          (request, path) -> handle(operation, request, path));
    }
  }

  private ResponseWithFault handle(
      Operation operation, HttpRequest request, Map<String, String> path) {
    return response(
        operation, service.serve(operation, state -> call(operation, state, request, path)));
  }

  private ResponseWithFault response(Operation operation, OperationResult<Object> result) {
    HttpResponse response =
        result.refusal() != null
            ? JsonBodies.error(result.refusal())
            : JsonBodies.response(
                BankHubService.success(operation),
                result.answer() == null ? Map.of() : body(result.answer()));
    Fault fault = result.fault();
    if (fault == null) {
      return ResponseWithFault.of(response);
    }
    return fault.scenario().needsConnection()
        ? new ResponseWithFault(response, ConnectionFaults.of(fault.scenario()))
        : ResponseWithFault.of(FaultResponses.of(fault, response, service.clock().instant()));
  }

  private Object call(
      Operation operation, State state, HttpRequest request, Map<String, String> path) {
    if (request.body().length > RequestReader.MAX_BODY_BYTES) {
      throw ErrorResponse.of(
          Kind.TOO_LARGE, "a body has at most " + RequestReader.MAX_BODY_BYTES + " bytes");
    }
    return switch (operation) {
      case CREATE_ACCESS_TOKEN -> state.issueAccessToken(Authorization.basic(request));
      case CREATE_LINK_TOKEN -> {
        state.authenticate(Authorization.bearer(request));
        yield state.createLinkToken(JsonBodies.fields(request), baseUri);
      }
      case GET_LINK_TOKEN -> {
        state.authenticate(Authorization.bearer(request));
        yield state.linkToken(JsonBodies.fields(request));
      }
      case REVOKE_LINK_TOKEN -> {
        state.authenticate(Authorization.bearer(request));
        yield state.revokeLinkToken(JsonBodies.fields(request));
      }
      case LIST_BANK_ACCOUNTS -> {
        state.authenticate(Authorization.bearer(request));
        yield state.bankAccounts(Query.read(request.uri()));
      }
      case GET_BANK_ACCOUNT -> {
        state.authenticate(Authorization.bearer(request));
        yield Map.of("data", state.bankAccount(String.valueOf(path.get("xid"))));
      }
    };
  }

  private static Map<?, ?> body(Object answer) {
    if (answer instanceof Map<?, ?> fields) {
      return fields;
    }
    if (answer instanceof AccessToken token) {
      return Json.object(
          "code", 201, "access_token", token.reveal(), "ttl", token.lifetime().toSeconds());
    }
    LinkToken token = (LinkToken) answer;
    return Json.object(
        "xid", token.xid().value(),
        "hosted_link_url", token.hostedLink().uri().toString(),
        "link_token", token.secret().reveal(),
        "expires_at", token.expiry().text());
  }

  private static HttpResponse index() {
    return JsonBodies.response(
        200,
        Json.object(
            "name",
            "bankhub: SePay Bank Hub offline, for tests",
            "operations",
            ApiHints.operations(),
            "control",
            ControlRouter.ROOT,
            "in_a_browser",
            DemoRoutes.ROOT));
  }
}
