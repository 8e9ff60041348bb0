package io.github.bankhub.testkit;

import java.io.IOException;
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
    Socket bound = new Socket();
    bound.setReuseAddress(true);
    bound.bind(address);
    return bound;
  }
}
