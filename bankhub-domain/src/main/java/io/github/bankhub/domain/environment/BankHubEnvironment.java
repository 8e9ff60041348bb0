package io.github.bankhub.domain.environment;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.webhook.NewWebhook;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An environment of Bank Hub: its address and its rules.
 *
 * <p>Immutable. {@link #SANDBOX} and {@link #PRODUCTION} are SePay's. {@link #custom(URI)} is for
 * any other environment. {@link #withBaseUri(URI)} keeps the rules and changes the address, for
 * example to your own gateway. Source: pages "API Overview" and "Create Link Token API".
 *
 * <p>The address must be https, because each request carries a secret. Plain http is allowed to
 * this machine, and with {@link #withUnencryptedBaseUri(URI)}.
 */
public final class BankHubEnvironment implements NoJsonForm {

  private static final String BASE_URI = "base_uri";
  private static final Set<String> WEB = Set.of("http", "https");

  /** SePay's sandbox, with simulated banks. */
  public static final BankHubEnvironment SANDBOX =
      new BankHubEnvironment("sandbox", URI.create("https://bankhub-api-sandbox.sepay.vn"), WEB);

  /** SePay's production environment, where redirects must be HTTPS. */
  public static final BankHubEnvironment PRODUCTION =
      new BankHubEnvironment(
          "production", URI.create("https://bankhub-api.sepay.vn"), Set.of("https"));

  private final String name;
  private final URI baseUri;
  private final Set<String> redirectSchemes;

  /**
   * Creates an environment.
   *
   * @param name the name in messages
   * @param baseUri the address to which {@code /v1/…} is appended: absolute, https, without user,
   *     query and fragment; http for a loopback host. A final slash is removed
   * @param redirectSchemes the schemes that a completion redirect may have, in lower case
   * @throws InvalidFieldException if the name is blank or the address is not as described
   */
  public BankHubEnvironment(String name, URI baseUri, Set<String> redirectSchemes) {
    this(name, redirectSchemes, requireEncrypted(requireBaseUri(baseUri)));
  }

  /** For any address. */
  private BankHubEnvironment(String name, Set<String> redirectSchemes, URI baseUri) {
    this.name = Check.requireText("name", name, "a name for messages");
    this.baseUri = baseUri;
    this.redirectSchemes =
        Set.copyOf(
            Check.requirePresent("redirect_schemes", redirectSchemes, "schemes such as https"));
  }

  /**
   * {@return an environment at any address, with the rules of the sandbox} Removes a final slash.
   *
   * @throws InvalidFieldException if the address is not an absolute https URI, or an http URI of a
   *     loopback host; or if it has a user, a query, a fragment, or an invalid host or port
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
   * {@return the same environment at another address, which may be plain http of any host} Removes
   * a final slash. Everyone on the way can then read the client secret and the access token. Use it
   * only in a network that you trust, such as that of Docker containers in a test.
   *
   * @throws InvalidFieldException as for {@link #custom(URI)}, but not for plain http
   */
  public BankHubEnvironment withUnencryptedBaseUri(URI otherBaseUri) {
    return new BankHubEnvironment(name, redirectSchemes, requireBaseUri(otherBaseUri));
  }

  /** {@return the name in messages} */
  public String name() {
    return name;
  }

  /** {@return the address to which {@code /v1/…} is appended, without a final slash} */
  public URI baseUri() {
    return baseUri;
  }

  /** {@return the schemes that a completion redirect and a webhook may have, in lower case} */
  public Set<String> redirectSchemes() {
    return redirectSchemes;
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
        .ifPresent(
            redirect ->
                requireScheme(
                    Operation.CREATE_LINK_TOKEN, "completion_redirect_uri", redirect.uri()));
  }

  /**
   * Rejects a webhook whose address has a scheme that is not in {@link #redirectSchemes()}: SePay
   * has the same rule for both.
   *
   * @param webhook the webhook
   * @throws InvalidRequestException if the webhook is rejected; names {@code webhook_url}, and
   *     nothing was sent
   */
  public void check(NewWebhook webhook) {
    requireScheme(Operation.SET_WEBHOOK_SETTINGS, "webhook_url", webhook.url());
  }

  private void requireScheme(Operation operation, String field, URI uri) {
    if (redirectSchemes.stream().noneMatch(uri.getScheme()::equalsIgnoreCase)) {
      throw new InvalidRequestException(
          CallDetails.notSent(operation),
          Map.of(
              field,
              "\"%s\" is not allowed in %s: the scheme must be %s"
                  .formatted(
                      Check.withoutQuery(uri),
                      name,
                      String.join(" or ", new TreeSet<>(redirectSchemes)))));
    }
  }

  private static URI requireBaseUri(URI uri) {
    String expected = "an absolute http or https URI without user, query or fragment";
    Check.requirePresent(BASE_URI, uri, expected);
    if (hasUser(uri)) {
      throw new InvalidFieldException(BASE_URI, "contains a user", expected);
    }
    if (!uri.isAbsolute()
        || uri.getRawAuthority() == null
        || !uri.getScheme().matches("(?i)https?")
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw new InvalidFieldException(BASE_URI, "is \"" + uri + "\"", expected);
    }
    HostAndPort.of(BASE_URI, uri);
    return URI.create(uri.toString().replaceAll("/+$", ""));
  }

  private static URI requireEncrypted(URI uri) {
    if (uri.getScheme().equalsIgnoreCase("http") && !HostAndPort.of(BASE_URI, uri).isLoopback()) {
      throw new InvalidFieldException(
          BASE_URI,
          "is \"" + uri + "\", which sends secrets unencrypted",
          "https, a loopback host such as localhost, or withUnencryptedBaseUri(…)");
    }
    return uri;
  }

  // URI.getUserInfo() is null if the host is invalid or the slashes are missing.
  private static boolean hasUser(URI uri) {
    return Objects.requireNonNullElse(uri.getRawAuthority(), uri.getRawSchemeSpecificPart())
        .contains("@");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BankHubEnvironment that
        && name.equals(that.name)
        && baseUri.equals(that.baseUri)
        && redirectSchemes.equals(that.redirectSchemes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, baseUri, redirectSchemes);
  }

  /** {@return the name and the address} */
  @Override
  public String toString() {
    return name + " at " + baseUri;
  }
}
