package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.internal.lifecycle.Submission;
import io.github.bankhub.testkit.internal.page.Arrival;
import io.github.bankhub.testkit.internal.page.PageForm;
import io.github.bankhub.testkit.internal.page.PageModel;
import io.github.bankhub.testkit.internal.page.PageTemplates;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.page.PageView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The hosted pages, for people with a browser. GET opens the link. POST of a form is a step. Both
 * change the state, so both redirect to {@code /screen}, which only shows the current screen: Back
 * and Reload repeat nothing. The page polls {@code /state}.
 *
 * <p>The query of {@code /screen} says how the user arrived: {@code at} is the step after the
 * change, {@code opened} follows an opening, {@code problem} names what was impossible.
 */
record HostedPages(BankHubService service) {

  private static final String ROOT = "/link/";
  private static final String PAGE = ROOT + "{xid}";
  private static final Map<String, Integer> PROBLEMS = Map.of("late", 409, "incomplete", 400);
  private static final Map<String, List<String>> NOT_STORED =
      Map.of("Cache-Control", List.of("no-store"));

  /**
   * Strict, except that any merchant's page may show this one in a frame. {@code frame-ancestors *}
   * would exclude pages that are loaded from files. A merchant's page that is cross-origin isolated
   * shows only frames with the two {@code Cross-Origin} headers.
   */
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Content-Type", List.of("text/html; charset=utf-8"),
          "Cache-Control", List.of("no-store"),
          "Cross-Origin-Embedder-Policy", List.of("require-corp"),
          "Cross-Origin-Resource-Policy", List.of("cross-origin"),
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
    router.route("GET", PAGE, (request, path) -> page(path, link -> open(link, request)));
    router.route("HEAD", PAGE, (request, path) -> page(path, this::wouldOpen));
    router.route("POST", PAGE, (request, path) -> page(path, link -> step(link, request)));
    router.getAndHead(
        PAGE + "/screen", (request, path) -> page(path, link -> screen(link, request)));
    router.getAndHead(PAGE + "/state", (request, path) -> shared(page(path, this::state)));
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

  private HttpResponse open(LinkTokenXid link, HttpRequest request) {
    if (isPrefetch(request)) {
      String text = "Opening a link changes its state, so it is not prefetched.";
      return new HttpResponse(503, NOT_STORED, text.getBytes(UTF_8));
    }
    return opened(service.act(link, PageAction.OPEN, Map.of()));
  }

  /** Browsers load again what a prefetch did not get. */
  private static boolean isPrefetch(HttpRequest request) {
    return Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
        .flatMap(name -> request.header(name).stream())
        .anyMatch(purpose -> purpose.startsWith("prefetch") || purpose.startsWith("preview"));
  }

  private HttpResponse wouldOpen(LinkTokenXid link) {
    return opened(service.view(link));
  }

  private static HttpResponse opened(PageView view) {
    return redirect(view, "&opened");
  }

  /** Without a {@code Referrer-Policy}: the page reads the merchant's origin from the referrer. */
  private static HttpResponse redirect(PageView view, String query) {
    String to = path(view.linkToken()) + "/screen?at=" + view.step() + query;
    return new HttpResponse(303, NOT_STORED, new byte[0])
        .with("Location", to)
        .with("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private static PageAction action(Map<String, String> inputs) {
    String name = inputs.remove("action");
    return PageAction.ofUsers().stream()
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElseThrow(() -> ErrorResponse.of(Kind.INVALID, "action is not a step of the page"));
  }

  /** Performs a step. If it is rejected, the screen says so. */
  private HttpResponse step(LinkTokenXid link, HttpRequest request) {
    Map<String, String> inputs = UrlEncoded.form(request);
    try {
      String version = UrlEncoded.query(request.uri()).get("version");
      PageAction action = action(inputs);
      return redirect(
          version == null
              ? service.act(link, action, inputs)
              : service.submit(link, new Submission(version, action, inputs)),
          "");
    } catch (ErrorResponse error) {
      String problem = error.kind() == Kind.NOT_NOW ? "late" : "incomplete";
      return redirect(service.view(link), "&problem=" + problem);
    }
  }

  private HttpResponse screen(LinkTokenXid link, HttpRequest request) {
    Map<String, String> query = UrlEncoded.query(request.uri());
    Instant now = service.clock().instant();
    PageModel model = service.with(state -> model(state.linkTokens().get(link), query, now));
    int status =
        model.problem().isPresent() ? PROBLEMS.getOrDefault(query.get("problem"), 200) : 200;
    return html(status, PageTemplates.html(model));
  }

  private static PageModel model(Link link, Map<String, String> query, Instant now) {
    PageView view = link.view();
    boolean isCurrent = query.getOrDefault("at", view.step().name()).equals(view.step().name());
    return new PageModel(
        view,
        new PageForm(link.version(), link.entered()),
        path(view.linkToken()),
        isCurrent ? arrival(query) : Arrival.RETURNED,
        now,
        Optional.ofNullable(query.get("problem"))
            .filter(problem -> isCurrent && PROBLEMS.containsKey(problem))
            .map(problem -> "problem." + problem));
  }

  private static Arrival arrival(Map<String, String> query) {
    return query.containsKey("opened") ? Arrival.OPENED : Arrival.CONTINUED;
  }

  private HttpResponse state(LinkTokenXid link) {
    PageView view = service.view(link);
    return JsonBodies.response(
            200, Map.of("step", view.step().name(), "visited", view.step().isVisited()))
        .with("Cache-Control", "no-store");
  }

  /**
   * For scripts of every origin: a frame in a sandbox has none of its own, and the SDK asks from
   * the merchant's page. The link is a secret. A script that knows it can read the page too.
   */
  private static HttpResponse shared(HttpResponse response) {
    return response.with("Access-Control-Allow-Origin", "*");
  }

  private static HttpResponse unknown() {
    return html(404, PageTemplates.unknown());
  }

  private static HttpResponse html(int status, String text) {
    return new HttpResponse(status, HEADERS, text.getBytes(UTF_8));
  }
}
