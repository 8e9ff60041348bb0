package io.github.bankhub.examples.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A Redis server. */
final class Redis implements EngineServer {

  final int port = freePort();
  private final RedisServer server =
      RedisServer.newRedisServer().port(port).bind("127.0.0.1").build();

  Redis() throws IOException {
    server.start();
  }

  @Override
  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
