package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The listeners of a server: one for each of its addresses, at the same port. They share the
 * maximum number of connections. Thread-safe.
 */
public final class Listeners implements AutoCloseable {

  static final InetAddress LOOPBACK_4 = address(new byte[] {127, 0, 0, 1});
  private static final InetAddress LOOPBACK_6 =
      address(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  private static final int MAX_ATTEMPTS = 20;

  private final List<Listener> all;

  private Listeners(List<Listener> all) {
    this.all = all;
  }

  /** Binds a port of one address; 0 stands for a free one. */
  public static Listeners at(InetAddress address, int port, BooleanSupplier refusesConnections) {
    return new Listeners(List.of(new Listener(address, port, refusesConnections)));
  }

  /**
   * Binds a port of 127.0.0.1 and of [::1], where this machine has IPv6; 0 stands for a port that
   * is free at both. Some clients of {@code localhost} try only the IPv6 address.
   */
  public static Listeners loopback(int port, BooleanSupplier refusesConnections) {
    return loopback(port, refusesConnections, ConnectionLimits.DEFAULT);
  }

  static Listeners loopback(int port, BooleanSupplier refusesConnections, ConnectionLimits limits) {
    Set<HttpConnection> shared = ConcurrentHashMap.newKeySet();
    int attempts = hasIpv6() ? MAX_ATTEMPTS : 0;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      Listener first = new Listener(LOOPBACK_4, port, refusesConnections, limits, shared);
      try {
        Listener second =
            new Listener(LOOPBACK_6, first.port(), refusesConnections, limits, shared);
        return new Listeners(List.of(first, second));
      } catch (UncheckedIOException e) {
        first.close();
        if (port != 0 || attempt == attempts) {
          throw e;
        }
      }
    }
    return new Listeners(
        List.of(new Listener(LOOPBACK_4, port, refusesConnections, limits, shared)));
  }

  private static boolean hasIpv6() {
    try (Listener free = new Listener(LOOPBACK_6, 0, () -> false)) {
      return free.port() > 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** {@return an IP address as the host of a URI} */
  public static String host(InetAddress address) {
    if (address.equals(LOOPBACK_6)) {
      return "[::1]";
    }
    String numbers = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + numbers + "]" : numbers;
  }

  public int port() {
    return all.get(0).port();
  }

  public void start(
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler) {
    all.forEach(listener -> listener.start(handler, errorHandler));
  }

  /** Updates each listener: {@link Listener#update}. */
  public void update() {
    all.forEach(Listener::update);
  }

  /** Frees port, connections and threads. A second call has no effect. */
  @Override
  public void close() {
    all.forEach(Listener::close);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is valid", e);
    }
  }
}
