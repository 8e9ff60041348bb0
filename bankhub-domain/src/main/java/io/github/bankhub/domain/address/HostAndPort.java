package io.github.bankhub.domain.address;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and the port of an address. Immutable.
 *
 * <p>{@link URI#getHost()} is null for a name with {@code _}, such as that of a Docker container.
 * This class accepts such a name.
 *
 * @param host the host as in the address; an IPv6 address is in brackets
 * @param port the port, 1 to 65535; -1 if the address has none
 */
public record HostAndPort(String host, int port) {

  private static final int MAX_PORT = 65_535;
  private static final int MAX_PORT_DIGITS = 9;

  /** No name is longer. The pattern of a name needs much stack for a long one. */
  private static final int MAX_HOST = 255;

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:.*@)?(\\[[^]]*]|[^:]*)(?::(?<port>.*))?");

  /** A name, but no number: a name that ends with a number is an invalid IPv4 address. */
  private static final Pattern NAME =
      Pattern.compile("(?!.*(?:^|\\.)[0-9]+\\.?$)(?:\\w(?:[\\w-]*\\w)?\\.)*\\w(?:[\\w-]*\\w)?\\.?");

  /**
   * {@return the host and the port of an address} Ignores a user before the host.
   *
   * @param field the field that an exception names
   * @param address the address
   * @throws InvalidFieldException if the address has no host, or an invalid host or port; shows
   *     nothing else of the address
   */
  public static HostAndPort of(String field, URI address) {
    String authority = address.getRawAuthority();
    if (isUsual(address, authority)) {
      return new HostAndPort(address.getHost(), address.getPort());
    }
    Matcher parts = AUTHORITY.matcher(authority == null ? "" : authority);
    if (!parts.matches() || parts.group(1).isEmpty()) {
      throw new InvalidFieldException(field, "has no host", "an address with a host");
    }
    return new HostAndPort(host(field, address, parts.group(1)), port(field, parts.group("port")));
  }

  /** Whether {@link URI} has already read the host and the port as this class does. */
  private static boolean isUsual(URI address, String authority) {
    String host = address.getHost();
    int port = address.getPort();
    return host != null
        && host.length() <= MAX_HOST
        && (port == -1
            || (port >= 1
                && port <= MAX_PORT
                && authority.length() - authority.lastIndexOf(':') <= MAX_PORT_DIGITS + 1));
  }

  private static String host(String field, URI address, String host) {
    if (host.length() > MAX_HOST) {
      throw new InvalidFieldException(
          field, "has a host of " + host.length() + " characters", "at most " + MAX_HOST);
    }
    if (address.getHost() == null && !NAME.matcher(host).matches()) {
      throw new InvalidFieldException(
          field,
          "has the host \"" + host + "\"",
          "an IP address, or a name of ASCII letters, digits, \"-\", \"_\" and \".\"");
    }
    return host;
  }

  private static int port(String field, String port) {
    if (port == null || port.isEmpty()) {
      return -1;
    }
    if (!port.matches("[0-9]{1,9}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > MAX_PORT) {
      throw new InvalidFieldException(
          field, "has the port \"" + port + "\"", "a port from 1 to " + MAX_PORT);
    }
    return Integer.parseInt(port);
  }

  /**
   * {@return whether the host is this machine: {@code localhost}, a name that ends with {@code
   * .localhost}, or a loopback IP address} Does not resolve names.
   */
  public boolean isLoopback() {
    boolean isNumber = host.startsWith("[") || host.matches("[0-9.]+");
    return isNumber ? isLoopbackNumber() : isLocalhost(host.toLowerCase(Locale.ROOT));
  }

  private static boolean isLocalhost(String name) {
    return name.matches("(?:.*\\.)?localhost\\.?");
  }

  private boolean isLoopbackNumber() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** {@return the host, with the port if there is one} */
  @Override
  public String toString() {
    return port < 0 ? host : host + ":" + port;
  }
}
