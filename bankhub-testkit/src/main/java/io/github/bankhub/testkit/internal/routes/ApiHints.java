package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hints for requests to paths that the API does not have, but that integrators often try. */
final class ApiHints {

  /** The first hint that matches method and path applies. */
  private static final List<Hint> HINTS =
      List.of(
          new Hint(
              "(DELETE .*/link-tokens?\\b.*)|(.*/link-tokens?/.*revoke.*)",
              "SePay revokes link tokens at POST /v1/link-token/revoke"),
          new Hint(
              "(GET .*/link-tokens?/.+)|(.*/link-token/get)",
              "SePay returns a link token at POST /v1/link-token/get"),
          new Hint("(GET|POST) /link/.*", "use the exact hosted_link_url of a hosted page"),
          new Hint(
              ".*link[-_]?tokens?\\b.*", "SePay creates link tokens at POST /v1/link-token/create"),
          new Hint(
              ".*(token|oauth|auth|login).*",
              "SePay issues access tokens at POST /v1/token, for HTTP Basic credentials"),
          new Hint(
              "(POST|PUT) .*/compan(y|ies)", "SePay creates companies at POST /v1/company/create"),
          new Hint(
              "(POST|PUT|PATCH) .*/compan(y|ies)/.+",
              "SePay changes companies at POST /v1/company/edit/{xid}"),
          new Hint(".*merchant.*logo.*", "SePay takes the logo at POST /v1/merchant-config/logo"),
          new Hint(
              ".*merchant.*count.*",
              "SePay counts transactions at GET /v1/merchant-config/counter"),
          new Hint(
              ".*merchant.*",
              "SePay returns the merchant's settings at GET /v1/merchant-config, and changes them"
                  + " at POST /v1/merchant-config"),
          new Hint(
              ".*web[-_]?hooks?\\b.*",
              "SePay returns the webhook at GET /v1/webhook, and replaces it at POST /v1/webhook"),
          list("bank accounts", "bank[-_]?accounts?", "/v1/bank-account"),
          list("companies", "compan(y|ies)", "/v1/company"),
          list("transactions", "transactions?", "/v1/transaction"));

  private ApiHints() {}

  static String forRequest(String method, String path) {
    return misspelled(path)
        .map(operation -> "the path is exactly " + operation)
        .or(() -> common(method + " " + path))
        .orElseGet(() -> "the paths are " + operations());
  }

  static String operations() {
    return Arrays.stream(Operation.values())
        .map(Operation::toString)
        .collect(Collectors.joining(", "));
  }

  /** The hint for a list and its objects. */
  private static Hint list(String objects, String pattern, String path) {
    String listed = "SePay lists " + objects + " at GET " + path;
    String one =
        Arrays.stream(Operation.values())
            .filter(operation -> operation.method().equals("GET"))
            .map(Operation::path)
            .filter(it -> it.startsWith(path + "/{"))
            .findFirst()
            .map(it -> ", and returns one at GET " + it)
            .orElse("");
    return new Hint(".*" + pattern + "\\b.*", listed + one);
  }

  /** Finds the operation if slashes or the version are wrong. */
  private static Optional<Operation> misspelled(String path) {
    String bare = path.replaceAll("/+", "/").replaceAll("/$", "");
    return at(bare).or(() -> at("/v1" + bare));
  }

  private static Optional<Operation> at(String path) {
    return Arrays.stream(Operation.values())
        .filter(operation -> new PathTemplate(operation.path()).matches(path))
        .findFirst();
  }

  private static Optional<String> common(String request) {
    return HINTS.stream()
        .filter(hint -> request.matches(hint.pattern()))
        .map(Hint::text)
        .findFirst();
  }

  private record Hint(String pattern, String text) {}
}
