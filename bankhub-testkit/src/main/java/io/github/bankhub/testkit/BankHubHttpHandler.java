package io.github.bankhub.testkit;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RequestReader;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.routes.ApiRoutes;
import io.github.bankhub.testkit.internal.routes.Assets;
import io.github.bankhub.testkit.internal.routes.Authorization;
import io.github.bankhub.testkit.internal.routes.ControlRoutes;
import io.github.bankhub.testkit.internal.routes.Demo;
import io.github.bankhub.testkit.internal.routes.FaultResponses;
import io.github.bankhub.testkit.internal.routes.HostedPages;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import io.github.bankhub.testkit.internal.routes.Query;
import io.github.bankhub.testkit.internal.routes.ResponseWithFault;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.OperationResult;
import io.github.bankhub.testkit.internal.service.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;

/**
 * Bank Hub's HTTP without a socket: a request in, an answer out. For servers and test tools of
 * one's own; {@link BankHubServer} is such a server.
 *
 * <p>Thread-safe. It takes what the documentation asks for and little else; where it refuses, a
 * {@code hint} beside SePay's fields says what to do. SePay sends no hints.
 */
public final class BankHubHttpHandler {

  /** The longest body that is taken, in bytes. */
  static final int MAX_BODY_BYTES = RequestReader.MAX_BODY_BYTES;

  private static final System.Logger LOG = System.getLogger(BankHubHttpHandler.class.getName());

  private final BankHubService engine;
  private final URI baseUri;
  private final ControlRoutes control;
  private final HostedPages hosted;
  private final Demo demo;

  private BankHubHttpHandler(InMemoryBankHub hub, URI baseUri) {
    this.engine = hub.engine();
    this.baseUri = baseUri;
    this.control = new ControlRoutes(engine, hub.control());
    this.hosted = new HostedPages(engine);
    this.demo = new Demo(engine, hub.control().webhooks(), baseUri);
  }

  /**
   * The wire of a hub.
   *
   * @param hub what answers
   * @param baseUri the address that hosted links begin with, without a slash at the end
   * @return the wire
   */
  public static BankHubHttpHandler of(InMemoryBankHub hub, URI baseUri) {
    return new BankHubHttpHandler(hub, baseUri);
  }

  /**
   * Answers a request. A fault of this kit is an answer with status 500.
   *
   * @param request the request; of its URI path and query count
   * @return the answer
   * @throws UncheckedIOException if a fault strikes that only a connection can show; names it
   */
  public HttpResponse answer(HttpRequest request) {
    ResponseWithFault reaction = react(request);
    if (reaction.fault() != null) {
      throw new UncheckedIOException(
          new IOException(reaction.fault() + ", which only a connection can show"));
    }
    return reaction.answer();
  }

  /** What the service does with a request, for a server that can show faults of a connection. */
  ResponseWithFault react(HttpRequest request) {
    try {
      return route(request.method(), request.uri().getPath(), request);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The offline Bank Hub failed", e);
      return ResponseWithFault.of(
          JsonBodies.error(
              ErrorResponse.of(Kind.BROKEN, e.getClass().getName() + ", a fault of this kit")));
    }
  }

  private ResponseWithFault route(String method, String path, HttpRequest request) {
    try {
      if (ApiRoutes.isAbout(method, path)) {
        return ResponseWithFault.of(
            JsonBodies.json(200, about()).withoutBodyIf(method.equals("HEAD")));
      }
      if (HostedPages.isAt(path)) {
        return ResponseWithFault.of(hosted.answer(method, path, request));
      }
      if (Assets.isAt(path)) {
        return ResponseWithFault.of(Assets.answer(method, path));
      }
      if (Demo.isAt(path) || ControlRoutes.isAt(path)) {
        requireNoForeignPage(request);
      }
      if (Demo.isAt(path)) {
        return ResponseWithFault.of(demo.answer(method, path, request));
      }
      if (ControlRoutes.isAt(path)) {
        return ResponseWithFault.of(control.answer(method, path, request));
      }
      Operation operation =
          ApiRoutes.operation(method, request.uri().getRawPath())
              .orElseThrow(
                  () -> ApiRoutes.refusal(method, path).in(engine.with(State::errorStyle)));
      return reaction(
          operation.successStatus(),
          engine.serve(operation, state -> call(operation, state, request)));
    } catch (ErrorResponse refusal) {
      HttpResponse answer = JsonBodies.error(refusal).withoutBodyIf(method.equals("HEAD"));
      return ResponseWithFault.of(
          refusal.kind() == Kind.WRONG_METHOD ? answer.with("Allow", allowed(path)) : answer);
    }
  }

  /** Any web site that somebody visits could otherwise turn the clock, or have webhooks sent. */
  private static void requireNoForeignPage(HttpRequest request) {
    boolean crossSite = request.header("Sec-Fetch-Site").contains("cross-site");
    boolean foreign =
        request.header("Origin").stream()
            .anyMatch(
                origin ->
                    request.header("Host").stream()
                        .noneMatch(host -> origin.equalsIgnoreCase("http://" + host)));
    if (crossSite || foreign) {
      throw ErrorResponse.of(Kind.FOREIGN, "pages of other origins do not control the offline hub");
    }
  }

  private String allowed(String path) {
    if (HostedPages.isAt(path)) {
      return HostedPages.methods(path);
    }
    if (Assets.isAt(path)) {
      return Assets.METHODS;
    }
    if (Demo.isAt(path)) {
      return Demo.methods(path);
    }
    return ControlRoutes.isAt(path) ? control.allowed(path) : ApiRoutes.allowed(path);
  }

  private ResponseWithFault reaction(int success, OperationResult<Object> served) {
    HttpResponse own =
        served.refusal() != null
            ? JsonBodies.error(served.refusal())
            : JsonBodies.json(success, served.answer() == null ? Map.of() : body(served.answer()));
    Fault fault = served.fault();
    if (fault == null) {
      return ResponseWithFault.of(own);
    }
    return fault.scenario().needsConnection()
        ? new ResponseWithFault(own, fault.scenario())
        : ResponseWithFault.of(FaultResponses.of(fault, own, engine.clock().instant()));
  }

  private Object call(Operation operation, State state, HttpRequest request) {
    if (request.body().length > MAX_BODY_BYTES) {
      throw ErrorResponse.of(Kind.TOO_LARGE, "a body has at most " + MAX_BODY_BYTES + " bytes");
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
        yield Map.of("data", state.bankAccount(ApiRoutes.id(request.uri())));
      }
    };
  }

  private static Map<?, ?> body(Object answer) {
    if (answer instanceof Map<?, ?> fields) {
      return fields;
    }
    if (answer instanceof AccessToken token) {
      return JsonBodies.inOrder(
          "code", 201, "access_token", token.reveal(), "ttl", token.lifetime().toSeconds());
    }
    LinkToken token = (LinkToken) answer;
    return JsonBodies.inOrder(
        "xid", token.xid().value(),
        "hosted_link_url", token.hostedLink().uri().toString(),
        "link_token", token.secret().reveal(),
        "expires_at", token.expiry().text());
  }

  private static Map<String, Object> about() {
    return JsonBodies.inOrder(
        "name",
        "bankhub: SePay Bank Hub offline, for tests",
        "operations",
        ApiRoutes.all(),
        "control",
        ControlRoutes.ROOT,
        "in_a_browser",
        "/_testkit/demo");
  }
}
