package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.http.Listeners;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names under which clients reach the hub, and the base of its URLs. Immutable.
 *
 * <p>A web page can let its own name resolve to this machine (DNS rebinding). For the browser, the
 * page and the hub then have the same origin. Only the header {@code Host} shows the page's name.
 *
 * @param own the base URI for a request without a host
 * @param publicUri the base URI for all requests; null to use the host of each request
 * @param hosts the allowed hosts beside loopback; an IPv6 address is in brackets
 * @param allowsAnyIp whether each IP address is allowed: no name is resolved then
 * @param trustsProxy whether the headers of a reverse proxy are used
 * @param path the path of a named hub; empty for the first hub
 */
public record ServerAddress(
    URI own,
    @Nullable URI publicUri,
    Set<String> hosts,
    boolean allowsAnyIp,
    boolean trustsProxy,
    String path) {

  /** A name, an IPv4 address of four numbers or an IPv6 address, each with or without a port. */
  private static final Pattern HOST =
      Pattern.compile("(?:(?!\\d+(?::|$))[\\w.-]+|\\[[\\w.:]+(?:%\\w+)?])(?::\\d*)?");

  private static final Pattern IP = Pattern.compile("\\[.*]|[0-9.]+");
  private static final Pattern IPV6_WITHOUT_BRACKETS = Pattern.compile("[\\w.]*:[\\w.]*:[\\w.:%]*");

  public ServerAddress {
    Set<String> normalized = new LinkedHashSet<>();
    hosts.forEach(host -> normalized.add(normalized(host)));
    if (publicUri != null) {
      normalized.add(normalized(HostAndPort.of("publicUri", publicUri).host()));
    }
    hosts = Set.copyOf(normalized);
  }

  /**
   * {@return an allowed host, in the form that hosts are compared in}
   *
   * @param text a name or an IP address; an IPv6 address with or without brackets
   * @throws InvalidFieldException if it is neither, or has a scheme, a port or a path
   */
  public static String allowedHost(String text) {
    String host = IPV6_WITHOUT_BRACKETS.matcher(text).matches() ? "[" + text + "]" : text;
    try {
      if (HOST.matcher(host).matches()
          && HostAndPort.of("host", URI.create("http://" + host)).host().equals(host)) {
        return normalized(host);
      }
    } catch (IllegalArgumentException e) {
      // Not an address: the message below says what is expected.
    }
    throw new InvalidFieldException(
        "host", "is \"" + text + "\"", "a name or an IP address, without a scheme or a port");
  }

  /** {@return an address whose URLs all have the same base} */
  public static ServerAddress fixed(URI baseUri) {
    return new ServerAddress(baseUri, baseUri, Set.of(), false, false, "");
  }

  /** {@return the address of a named hub at this server} */
  public ServerAddress ofHub(String newPath) {
    return new ServerAddress(own, publicUri, hosts, allowsAnyIp, trustsProxy, newPath);
  }

  /** Rejects a request that names another host. Browsers always name a host. */
  public void check(HttpRequest request) {
    List<String> named = new ForwardedHeaders(request, trustsProxy).allHosts();
    if (!named.stream().allMatch(this::allows)) {
      throw ErrorResponse.of(
          Kind.MISDIRECTED,
          "the request names a host that this hub does not have; its hosts are localhost,"
              + " 127.0.0.1, [::1]"
              + (hosts.isEmpty() ? "" : ", " + String.join(", ", new TreeSet<>(hosts)))
              + "; allow another one with --allow-host, or with BankHubServer.Builder.allowHost");
    }
  }

  private boolean allows(String named) {
    if (named.equals(own.getRawAuthority())) {
      return true;
    }
    if (!HOST.matcher(named).matches()) {
      return false;
    }
    try {
      HostAndPort address = HostAndPort.of("Host", URI.create("http://" + named));
      return address.isLoopback()
          || hosts.contains(normalized(address.host()))
          || (allowsAnyIp && IP.matcher(address.host()).matches());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** {@return the same text for all spellings of a valid host} */
  static String normalized(String host) {
    if (IP.matcher(host).matches()) {
      return normalizedIp(host);
    }
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Removes the zone of an IPv6 address, because most clients do not send it. */
  private static String normalizedIp(String host) {
    try {
      return Listeners.host(InetAddress.getByName(host.replaceFirst("%.*]", "]")));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an IP address that is checked already", e);
    }
  }

  /** {@return the base of the URLs in a response, without a slash at the end} */
  public URI base(HttpRequest request) {
    URI server = serverBase(request);
    return path.isEmpty() ? server : URI.create(server + path);
  }

  /** {@return the path of that base, which is the same for all requests} */
  public BasePath basePath() {
    return new BasePath((publicUri == null ? own : publicUri).getRawPath() + path);
  }

  private URI serverBase(HttpRequest request) {
    if (publicUri != null) {
      return publicUri;
    }
    ForwardedHeaders headers = new ForwardedHeaders(request, trustsProxy);
    String base = headers.host().map(host -> headers.scheme() + "://" + host).orElse("");
    return base.isEmpty() || base.equals(own.toString()) ? own : URI.create(base);
  }
}
