package io.github.bankhub.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server with a fixed response. */
public final class JdkServer {

  private JdkServer() {}

  public static void main(String[] args) throws Exception {
    Candidate.fake(
        () -> {
          HttpServer server =
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
          ExecutorService pool = Executors.newCachedThreadPool();
          server.setExecutor(pool);
          server.createContext(
              Wire.PATH,
              exchange -> {
                exchange.getRequestBody().readAllBytes();
                byte[] body = Wire.created().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(201, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
              });
          server.start();
          return new Candidate.Fake(
              server.getAddress().getPort(),
              () -> {
                server.stop(0);
                pool.shutdown();
              });
        });
  }
}
