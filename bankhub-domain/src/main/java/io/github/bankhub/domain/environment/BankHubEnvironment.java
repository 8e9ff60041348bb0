package io.github.bankhub.domain.environment;

import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * An environment of Bank Hub: its address and its rules.
 *
 * <p>Immutable. {@link #SANDBOX} and {@link #PRODUCTION} are SePay's. {@link #custom(URI)} is for
 * any other environment. {@link #withBaseUri(URI)} keeps the rules and changes the address, for
 * example to your own gateway. Source: pages "API Overview" and "Create Link Token API".
 *
 * @param name the name in messages
 * @param baseUri the address to which {@code /v1/…} is appended: absolute, http or https, without
 *     user, query, fragment or final slash
 * @param redirectSchemes the schemes that a completion redirect may have, in lower case
 */
public record BankHubEnvironment(String name, URI baseUri, Set<String> redirectSchemes) {

  private static final Set<String> WEB = Set.of("http", "https");

  /** SePay's sandbox, with simulated banks. */
  public static final BankHubEnvironment SANDBOX =
      new BankHubEnvironment("sandbox", URI.create("https://bankhub-api-sandbox.sepay.vn"), WEB);

  /** SePay's production environment, where redirects must be HTTPS. */
  public static final BankHubEnvironment PRODUCTION =
      new BankHubEnvironment(
          "production", URI.create("https://bankhub-api.sepay.vn"), Set.of("https"));

  /**
   * Checks the address.
   *
   * @throws InvalidFieldException if the name is blank or the address is not as described
   */
  public BankHubEnvironment {
    Check.requireText("name", name, "a name for messages");
    baseUri = requireBaseUri(baseUri);
    redirectSchemes =
        Set.copyOf(
            Check.requirePresent("redirect_schemes", redirectSchemes, "schemes such as https"));
  }

  /**
   * {@return an environment at any address, with the rules of the sandbox} Removes a final slash.
   *
   * @throws InvalidFieldException if the address is not an absolute http(s) URI, or has a user, a
   *     query or a fragment
   */
  public static BankHubEnvironment custom(URI baseUri) {
    return new BankHubEnvironment("custom", baseUri, WEB);
  }

  /**
   * {@return the same environment at another address} Removes a final slash.
   *
   * @throws InvalidFieldException as for {@link #custom(URI)}
   */
  public BankHubEnvironment withBaseUri(URI otherBaseUri) {
    return new BankHubEnvironment(name, otherBaseUri, redirectSchemes);
  }

  /**
   * Rejects a request whose completion redirect has a scheme that is not in {@link
   * #redirectSchemes()}. Does not check a redirect that was set as an {@linkplain
   * LinkTokenRequest#withUncheckedField(String, Object) unchecked field}.
   *
   * @param request the request
   * @throws InvalidRequestException if the request is rejected; names {@code
   *     completion_redirect_uri}, and nothing was sent
   */
  public void check(LinkTokenRequest request) {
    request
        .redirect()
        .filter(ignored -> !request.uncheckedFields().containsKey("completion_redirect_uri"))
        .map(redirect -> redirect.uri())
        .filter(uri -> redirectSchemes.stream().noneMatch(uri.getScheme()::equalsIgnoreCase))
        .ifPresent(
            uri -> {
              throw new InvalidRequestException(
                  CallDetails.notSent(Operation.CREATE_LINK_TOKEN),
                  Map.of(
                      "completion_redirect_uri",
                      "\"%s\" is not allowed in %s: the scheme must be %s"
                          .formatted(
                              uri, name, String.join(" or ", new TreeSet<>(redirectSchemes)))));
            });
  }

  private static URI requireBaseUri(URI uri) {
    String expected = "an absolute http or https URI without user, query or fragment";
    Check.requirePresent("base_uri", uri, expected);
    if (hasUser(uri)) {
      throw new InvalidFieldException("base_uri", "contains a user", expected);
    }
    if (!uri.isAbsolute()
        || uri.getHost() == null
        || !uri.getScheme().matches("(?i)https?")
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new InvalidFieldException("base_uri", "is \"" + uri + "\"", expected);
    }
    return URI.create(uri.toString().replaceAll("/+$", ""));
  }

  // URI.getUserInfo() is null if the host is invalid or the slashes are missing.
  private static boolean hasUser(URI uri) {
    return Objects.requireNonNullElse(uri.getRawAuthority(), uri.getRawSchemeSpecificPart())
        .contains("@");
  }
}
