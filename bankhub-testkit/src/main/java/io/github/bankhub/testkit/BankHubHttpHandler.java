package io.github.bankhub.testkit;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.http.HttpProtocolException;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import io.github.bankhub.testkit.internal.routes.OriginCheck;
import io.github.bankhub.testkit.internal.routes.RequestJournal;
import io.github.bankhub.testkit.internal.routes.Router;
import io.github.bankhub.testkit.internal.routes.Routes;
import io.github.bankhub.testkit.internal.routes.ServerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The offline Bank Hub over HTTP, without a socket: takes a request and returns a response. For
 * your own servers and test tools; {@link BankHubServer} is such a server.
 *
 * <p>Thread-safe. It accepts what SePay documents, and little else. When it rejects a request, a
 * field {@code hint} beside SePay's fields says what to do, and {@code message} says it after
 * SePay's message. SePay sends no hints.
 */
public final class BankHubHttpHandler {

  private static final System.Logger LOG = System.getLogger(BankHubHttpHandler.class.getName());

  private final InMemoryBankHub hub;
  private final ServerAddress address;
  private final @Nullable HubDirectory hubs;
  private final Router router;
  private final RequestJournal requests;

  private BankHubHttpHandler(
      InMemoryBankHub hub, ServerAddress address, @Nullable HubDirectory hubs) {
    this.hub = hub;
    this.address = address;
    this.hubs = hubs;
    this.router = Routes.of(hub.service(), hub.control().deliveries(), address, hubs);
    this.requests = new RequestJournal(hub.service());
  }

  static BankHubHttpHandler of(InMemoryBankHub hub, ServerAddress address) {
    return new BankHubHttpHandler(hub, address, new HubDirectory(hub, address));
  }

  static BankHubHttpHandler ofNamed(InMemoryBankHub hub, ServerAddress address) {
    return new BankHubHttpHandler(hub, address, null);
  }

  /**
   * {@return a handler for a hub} Closing the hub drops the hubs that were created over HTTP.
   *
   * @param hub the hub that performs the requests
   * @param baseUri the address that hosted links begin with, without a slash at the end; a request
   *     with a header {@code Host} gets 421 unless it names this host or a loopback one
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the address has no valid host
   */
  public static BankHubHttpHandler of(InMemoryBankHub hub, URI baseUri) {
    return of(hub, ServerAddress.fixed(baseUri));
  }

  /**
   * Handles a request. A bug in the testkit is a response with status 500.
   *
   * @param request the request; of its URI, only path and query matter
   * @return the response
   * @throws IllegalStateException if the hub is closed
   * @throws UncheckedIOException if a fault applies that only a connection can show; names it
   */
  public HttpResponse handle(HttpRequest request) {
    hub.service().requireOpen();
    ResponseWithFault handled = handleWithFault(request);
    if (handled.fault() != null) {
      throw new UncheckedIOException(
          new IOException(handled.fault().name() + ", which only a connection can show"));
    }
    return handled.response();
  }

  /** Handles a request for a server that can break connections. */
  ResponseWithFault handleWithFault(HttpRequest request) {
    ResponseWithFault handled = route(request);
    boolean isHead = request.method().equals("HEAD");
    return new ResponseWithFault(handled.response().withoutBodyIf(isHead), handled.fault());
  }

  /** Responds to a request that is not HTTP. */
  HttpResponse handleMalformed(HttpProtocolException error) {
    requests.addMalformed(error);
    return JsonBodies.error(error);
  }

  private ResponseWithFault route(HttpRequest request) {
    ResponseWithFault handled;
    try {
      address.check(request);
      if (hubs != null && HubDirectory.isAt(request.uri().getRawPath())) {
        // The named hub adds it to its own journal.
        return hubs.handle(request);
      }
      handled = routeHere(request);
    } catch (RuntimeException e) {
      handled = ResponseWithFault.of(failed(request, e));
    }
    requests.add(request, handled);
    return handled;
  }

  private HttpResponse failed(HttpRequest request, RuntimeException failure) {
    if (hub.service().isClosed()) {
      // The hub was closed meanwhile: no bug.
      return JsonBodies.error(ErrorResponse.of(Kind.BROKEN, "the hub is closed"));
    }
    if (failure instanceof ErrorResponse error) {
      return response(error, request.uri().getRawPath());
    }
    LOG.log(Level.ERROR, "The offline Bank Hub failed", failure);
    String hint = failure.getClass().getName() + ", a bug in the testkit";
    return JsonBodies.error(ErrorResponse.of(Kind.BROKEN, hint));
  }

  private ResponseWithFault routeHere(HttpRequest request) {
    OriginCheck.check(request, address);
    ResponseWithFault handled = router.handle(request);
    HttpResponse response = address.basePath().addTo(handled.response());
    return new ResponseWithFault(response, handled.fault());
  }

  /** Drops the hubs that were created over HTTP. Later ones cannot be created. */
  void closeHubs() {
    if (hubs != null) {
      hubs.close();
    }
  }

  private HttpResponse response(ErrorResponse error, String path) {
    HttpResponse response =
        JsonBodies.error(
            Routes.isControl(path)
                ? error
                : error.in(hub.service().read(state -> state.settings().errorStyle())));
    return error.kind() == Kind.WRONG_METHOD
        ? response.with("Allow", router.allowed(path))
        : response;
  }
}
