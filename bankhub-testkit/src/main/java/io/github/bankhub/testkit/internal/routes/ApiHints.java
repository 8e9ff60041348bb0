package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hints for paths and methods that the API does not have, but that integrators often try. */
final class ApiHints {

  /**
   * What integrators try with a method of its own. They come before {@link #PATHS}, and apply to a
   * path with other methods, too. The first hint that matches method and path applies.
   */
  private static final List<Hint> ACTIONS =
      List.of(
          new Hint(
              ".*/compan(y|ies)/.*count.*",
              "SePay counts the transactions of a company at GET /v1/company/counter/{xid}"),
          new Hint(
              "(POST|PUT) .*/compan(y|ies)", "SePay creates companies at POST /v1/company/create"),
          new Hint(
              "(POST|PUT|PATCH) .*/compan(y|ies)/.+",
              "SePay changes companies at POST /v1/company/edit/{xid}"),
          new Hint(
              "(POST|PUT) .*/transactions?\\b.*",
              "SePay's sandbox simulates transactions at POST /v1/transaction/create"),
          new Hint(
              "DELETE .*/bank[-_]?accounts?\\b.*",
              "a user unlinks an account on the hosted page of a link token with purpose"
                  + " UNLINK_BANK_ACCOUNT"),
          new Hint(
              "DELETE .*/web[-_]?hooks?\\b.*",
              "POST /v1/webhook with active 0 switches the webhook off"));

  /** The first hint that matches method and path applies. */
  private static final List<Hint> PATHS =
      List.of(
          new Hint(".*/userapi\\b.*", "userapi is an API of my.sepay.vn, which is another product"),
          new Hint(
              ".*\\bipn\\b.*",
              "SePay sets the address and the key of IPN by hand; offline, the control does, at"
                  + " POST /_testkit/ipn"),
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
          new Hint(".*merchant.*logo.*", "SePay takes the logo at POST /v1/merchant-config/logo"),
          new Hint(
              ".*merchant.*/count.*",
              "SePay counts transactions at GET /v1/merchant-config/counter"),
          new Hint(
              ".*merchant.*",
              "SePay returns the merchant's settings at GET /v1/merchant-config, and changes them"
                  + " at POST /v1/merchant-config"),
          new Hint(
              ".*web[-_]?hooks?\\b.*",
              "SePay returns the webhook at GET /v1/webhook, and replaces it at POST /v1/webhook"),
          new Hint(
              ".*/(virtual[-_]?accounts?|va)\\b.*",
              "SePay returns virtual accounts in va_list, at GET /v1/bank-account/{xid}"),
          list("bank accounts", "bank[-_]?accounts?", "/v1/bank-account"),
          list("companies", "compan(y|ies)", "/v1/company"),
          list("transactions", "transactions?", "/v1/transaction"));

  private ApiHints() {}

  static String forPath(String method, String path) {
    // An older API of SePay begins with /merchant.
    String newer = path.replaceFirst("^/merchant(?=/v1/)", "");
    String request = method + " " + newer;
    return misspelled(newer)
        .map(operation -> "the path is exactly " + operation)
        .or(() -> first(ACTIONS, request))
        .or(() -> first(PATHS, request))
        .orElseGet(() -> "the paths are " + operations());
  }

  /** {@return a hint for a method that the path does not have, if there is one} */
  static Optional<String> forMethod(String method, String path) {
    return first(ACTIONS, method + " " + path);
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

  private static Optional<String> first(List<Hint> hints, String request) {
    return hints.stream()
        .filter(hint -> request.matches("(?i)" + hint.pattern()))
        .map(Hint::text)
        .findFirst();
  }

  private record Hint(String pattern, String text) {}
}
