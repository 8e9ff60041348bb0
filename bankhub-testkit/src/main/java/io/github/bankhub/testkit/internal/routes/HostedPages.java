package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.internal.page.Arrival;
import io.github.bankhub.testkit.internal.page.PageModel;
import io.github.bankhub.testkit.internal.page.PageTemplates;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.page.PageView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The hosted pages, for people with a browser. GET opens the link. POST of a form is a step; the
 * response is the next screen. {@code /screen} shows the current screen without opening the link.
 * The page polls {@code /state}.
 */
record HostedPages(BankHubService service) {

  private static final String ROOT = "/link/";
  private static final String PAGE = ROOT + "{xid}";

  /**
   * Strict, except that any merchant's page may show this one in a frame. {@code frame-ancestors *}
   * would exclude pages that are loaded from files.
   */
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Content-Type", List.of("text/html; charset=utf-8"),
          "Cache-Control", List.of("no-store"),
          "Content-Security-Policy",
              List.of(
                  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                      + " connect-src 'self'; form-action 'self'; base-uri 'none'"),
          "Referrer-Policy", List.of("no-referrer"),
          "X-Content-Type-Options", List.of("nosniff"));

  static String path(LinkTokenXid link) {
    return ROOT + link.value();
  }

  void addTo(Router router) {
    router.route("GET", PAGE, (request, path) -> page(path, this::open));
    router.route("HEAD", PAGE, (request, path) -> page(path, this::show));
    router.route("POST", PAGE, (request, path) -> page(path, link -> step(link, request)));
    router.getAndHead(PAGE + "/screen", (request, path) -> page(path, this::show));
    router.getAndHead(PAGE + "/state", (request, path) -> page(path, this::state));
  }

  private static HttpResponse page(
      Map<String, String> path, Function<LinkTokenXid, HttpResponse> response) {
    try {
      return response.apply(new LinkTokenXid(path.getOrDefault("xid", "")));
    } catch (InvalidFieldException e) {
      return unknown();
    } catch (ErrorResponse error) {
      if (error.kind() == Kind.NO_SUCH_PATH) {
        return unknown();
      }
      throw error;
    }
  }

  private HttpResponse open(LinkTokenXid link) {
    PageView view = service.act(link, PageAction.OPEN, Map.of());
    return screen(200, view, Arrival.OPENED, Map.of(), Optional.empty());
  }

  private HttpResponse show(LinkTokenXid link) {
    PageView view = service.view(link);
    return screen(200, view, Arrival.CONTINUED, Map.of(), Optional.empty());
  }

  private static PageAction action(Map<String, String> inputs) {
    String name = inputs.remove("action");
    return PageAction.ofUsers().stream()
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElseThrow(() -> ErrorResponse.of(Kind.INVALID, "action is not a step of the page"));
  }

  /** Performs a step. If it is rejected, shows the current screen with the reason. */
  private HttpResponse step(LinkTokenXid link, HttpRequest request) {
    Map<String, String> inputs = UrlEncoded.form(request);
    try {
      PageView view = service.act(link, action(inputs), inputs);
      return screen(200, view, Arrival.CONTINUED, inputs, Optional.empty());
    } catch (ErrorResponse error) {
      PageView view = service.view(link);
      boolean late = error.kind() == Kind.NOT_NOW;
      return screen(
          error.status(),
          view,
          Arrival.CONTINUED,
          inputs,
          Optional.of(late ? "problem.late" : "problem.incomplete"));
    }
  }

  private HttpResponse screen(
      int status,
      PageView view,
      Arrival arrival,
      Map<String, String> inputs,
      Optional<String> problem) {
    Instant now = service.clock().instant();
    String path = path(view.linkToken());
    PageModel model = new PageModel(view, path, arrival, now, inputs, problem);
    return html(status, PageTemplates.html(model));
  }

  private HttpResponse state(LinkTokenXid link) {
    PageView view = service.view(link);
    return JsonBodies.response(
            200, Map.of("step", view.step().name(), "visited", view.step().isVisited()))
        .with("Cache-Control", "no-store");
  }

  private static HttpResponse unknown() {
    return html(404, PageTemplates.unknown());
  }

  private static HttpResponse html(int status, String text) {
    return new HttpResponse(status, HEADERS, text.getBytes(UTF_8));
  }
}
