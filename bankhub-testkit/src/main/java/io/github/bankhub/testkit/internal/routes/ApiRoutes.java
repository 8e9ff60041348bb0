package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is where, and where to go instead: integrators have invented many paths. */
public final class ApiRoutes {

  private static final String ROOT = "/";
  private static final String ID = "{xid}";
  private static final String NOT_PLAYED = "; this offline Bank Hub does not play it yet";

  /** The first that matches method and path counts. */
  private static final List<Hint> HINTS =
      List.of(
          new Hint(
              "(DELETE .*/link-tokens?\\b.*)|(.*/link-tokens?/.*revoke.*)",
              "SePay revokes link tokens at POST /v1/link-token/revoke"),
          new Hint(
              "(GET .*/link-tokens?/.+)|(.*/link-token/get)",
              "SePay tells about a link token at POST /v1/link-token/get"),
          new Hint("(GET|POST) /link/.*", "a hosted page is at its hosted_link_url exactly"),
          new Hint(
              ".*link[-_]?tokens?\\b.*", "link tokens are created at POST /v1/link-token/create"),
          new Hint(
              ".*(token|oauth|auth|login).*",
              "access tokens are issued at POST /v1/token, for HTTP Basic credentials"),
          new Hint(
              ".*bank[-_]?accounts?\\b.*",
              "SePay lists bank accounts at GET /v1/bank-account, and tells about one at GET"
                  + " /v1/bank-account/{xid}"),
          new Hint(".*compan(y|ies)\\b.*", "SePay keeps companies at GET /v1/company" + NOT_PLAYED),
          new Hint(
              ".*transactions?\\b.*",
              "SePay lists transactions at GET /v1/transaction" + NOT_PLAYED));

  private ApiRoutes() {}

  public static Optional<Operation> operation(String method, String path) {
    return at(path).filter(operation -> operation.method().equals(method));
  }

  /** The id at the end of a path. */
  public static String id(URI uri) {
    String path = uri.getRawPath();
    return URI.create(path.substring(path.lastIndexOf('/'))).getPath().substring(1);
  }

  public static boolean isAbout(String method, String path) {
    return path.equals(ROOT) && (method.equals("GET") || method.equals("HEAD"));
  }

  public static String all() {
    return Arrays.stream(Operation.values())
        .map(Operation::toString)
        .collect(Collectors.joining(", "));
  }

  /** The methods that a path takes. */
  public static String allowed(String path) {
    return at(path).map(Operation::method).orElse("GET, HEAD");
  }

  /** Why there is no operation for method and path. */
  public static ErrorResponse refusal(String method, String path) {
    return at(path).isPresent() || path.equals(ROOT)
        ? ErrorResponse.of(Kind.WRONG_METHOD, "use " + allowed(path))
        : ErrorResponse.of(Kind.NO_SUCH_PATH, hint(method, path));
  }

  private static String hint(String method, String path) {
    return nearly(path)
        .map(operation -> "the path is exactly " + operation)
        .or(
            () ->
                HINTS.stream()
                    .filter(hint -> hint.fits(method + " " + path))
                    .map(Hint::text)
                    .findFirst())
        .orElse("there are " + all());
  }

  private static Optional<Operation> nearly(String path) {
    String bare = path.replaceAll("/+", "/").replaceAll("/$", "");
    return at(bare).or(() -> at("/v1" + bare));
  }

  private static Optional<Operation> at(String path) {
    return Arrays.stream(Operation.values())
        .filter(operation -> path.matches(operation.path().replace(ID, "[^/]+")))
        .findFirst();
  }

  private record Hint(String pattern, String text) {

    boolean fits(String call) {
      return call.matches(pattern);
    }
  }
}
