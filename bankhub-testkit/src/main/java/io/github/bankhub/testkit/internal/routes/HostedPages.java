package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.page.Arrival;
import io.github.bankhub.testkit.internal.page.PageModel;
import io.github.bankhub.testkit.internal.page.PageTemplates;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.page.PageView;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosted pages, for people with a browser.
 *
 * <p>To get a link's path is to open the link; a form that is posted there is a step, answered with
 * the screen that follows. Below it, {@code /screen} shows where the link stands and opens nothing,
 * and {@code /state} tells as much in JSON: the page asks there whether it is still open.
 */
public final class HostedPages {

  private static final String ROOT = "/link/";
  private static final String STATE = "/state";
  private static final Pattern PATH = Pattern.compile(ROOT + "([^/]+)(/screen|" + STATE + ")?");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int MAX_FORM_BYTES = 16 << 10;

  /**
   * Strict but for frames: any merchant's page may show this one, wherever it is. To say so with
   * {@code frame-ancestors *} would shut out pages from files.
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

  private final BankHubService engine;

  public HostedPages(BankHubService engine) {
    this.engine = engine;
  }

  public static String path(LinkTokenXid link) {
    return ROOT + link.value();
  }

  public static boolean isAt(String path) {
    return PATH.matcher(path).matches();
  }

  public static String methods(String path) {
    return path.indexOf('/', ROOT.length()) < 0 ? "GET, HEAD, POST" : Assets.METHODS;
  }

  public HttpResponse answer(String method, String path, HttpRequest request) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no hosted page is at " + path);
    }
    String below = Optional.ofNullable(parts.group(2)).orElse("");
    if (!List.of(methods(path).split(", ")).contains(method)) {
      throw ErrorResponse.of(Kind.WRONG_METHOD, "use " + methods(path));
    }
    try {
      return answer(new LinkTokenXid(parts.group(1)), method, below, request)
          .withoutBodyIf(method.equals("HEAD"));
    } catch (InvalidFieldException noLinksId) {
      return unknown(method);
    } catch (ErrorResponse refusal) {
      if (refusal.kind() == Kind.NO_SUCH_PATH) {
        return unknown(method);
      }
      throw refusal;
    }
  }

  private HttpResponse answer(LinkTokenXid link, String method, String below, HttpRequest request) {
    if (below.equals(STATE)) {
      return state(engine.view(link));
    }
    if (method.equals("POST")) {
      return step(link, request);
    }
    boolean opens = method.equals("GET") && below.isEmpty();
    PageView view = opens ? engine.act(link, PageAction.OPEN, Map.of()) : engine.view(link);
    Arrival arrival = opens ? Arrival.OPENED : Arrival.CONTINUED;
    return screen(200, view, arrival, Map.of(), Optional.empty());
  }

  private static PageAction action(Map<String, String> inputs) {
    String name = inputs.remove("action");
    return PageAction.ofUsers().stream()
        .filter(action -> action.name().equals(name))
        .findFirst()
        .orElseThrow(() -> ErrorResponse.of(Kind.INVALID, "action is no step of the page"));
  }

  /** A step that cannot be is answered with where the link stands instead. */
  private HttpResponse step(LinkTokenXid link, HttpRequest request) {
    Map<String, String> inputs = form(request);
    try {
      PageView view = engine.act(link, action(inputs), inputs);
      return screen(200, view, Arrival.CONTINUED, inputs, Optional.empty());
    } catch (ErrorResponse refusal) {
      PageView view = engine.view(link);
      boolean late = refusal.kind() == Kind.NOT_NOW;
      return screen(
          refusal.status(),
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
    Instant now = engine.clock().instant();
    String path = path(view.linkToken());
    PageModel model = new PageModel(view, path, arrival, now, inputs, problem);
    return html(status, PageTemplates.html(model));
  }

  private static HttpResponse state(PageView view) {
    return JsonBodies.json(
            200, Map.of("step", view.step().name(), "visited", view.step().isVisited()))
        .with("Cache-Control", "no-store");
  }

  private static HttpResponse unknown(String method) {
    return html(404, PageTemplates.unknown()).withoutBodyIf(method.equals("HEAD"));
  }

  private static HttpResponse html(int status, String text) {
    return new HttpResponse(status, HEADERS, text.getBytes(UTF_8));
  }

  /** The fields of a form; none if it is none, or one that no browser sends. */
  private static Map<String, String> form(HttpRequest request) {
    Map<String, String> fields = new HashMap<>();
    List<String> types = request.header("Content-Type");
    if (request.body().length > MAX_FORM_BYTES
        || types.size() != 1
        || !types.get(0).split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
      return fields;
    }
    for (String field : new String(request.body(), UTF_8).split("&", -1)) {
      String[] nameAndValue = field.split("=", 2);
      if (nameAndValue.length == 2) {
        fields.put(decoded(nameAndValue[0]), decoded(nameAndValue[1]));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException noPercentCode) {
      return "";
    }
  }
}
