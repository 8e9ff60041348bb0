package io.github.bankhub.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port that refuses connections. It is bound, so no other test gets it. */
final class ReservedPort {

  private ReservedPort() {}

  /** {@return the port of a server, which is closed} */
  static Socket of(WebhookInboxServer server) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(server.url().getHost(), server.url().getPort());
    server.close();
    return bound(address);
  }

  /**
   * {@return a socket that keeps a port which does not listen now, also while it listens later} Not
   * bound if the system allows no second socket at a port, or does not have the address.
   */
  static Socket shared(String address, int port) {
    try {
      return bound(new InetSocketAddress(InetAddress.getAllByName(address)[0], port));
    } catch (IOException e) {
      return new Socket();
    }
  }

  private static Socket bound(InetSocketAddress address) throws IOException {
    Socket bound = new Socket();
    bound.setReuseAddress(true);
    bound.bind(address);
    return bound;
  }
}
