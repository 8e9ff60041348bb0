package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server with scripted bytes, but a good token response. Each connection serves one request. */
final class RawServer implements AutoCloseable {

  static final String TOKEN = "{\"access_token\": \"t0ken\", \"ttl\": 60000}";

  private final ServerSocket socket;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch created = new CountDownLatch(1);
  private final Responder responder;
  private final boolean tokenToo;

  private RawServer(ServerSocket socket, boolean tokenToo, Responder responder) {
    this.socket = socket;
    this.tokenToo = tokenToo;
    this.responder = responder;
    daemon(this::accept);
  }

  /**
   * Responds to creations with these bytes and closes the connection; without bytes, sends nothing.
   */
  static RawServer responding(String response) throws IOException {
    return creating((in, out) -> respond(response, in, out));
  }

  static RawServer creating(Responder responder) throws IOException {
    return new RawServer(plain(), false, responder);
  }

  /** Treats requests for tokens like all others. */
  static RawServer withoutToken(Responder responder) throws IOException {
    return new RawServer(plain(), true, responder);
  }

  static RawServer over(ServerSocket socket, Responder responder) {
    return new RawServer(socket, false, responder);
  }

  private static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static void respond(String response, InputStream in, OutputStream out)
      throws IOException {
    if (response.isEmpty()) {
      silence(in);
    } else {
      out.write(response.getBytes(UTF_8));
    }
  }

  /** Waits until the client closes the connection. */
  static void silence(InputStream in) throws IOException {
    try {
      while (in.read() >= 0) {
        // The content does not matter.
      }
    } catch (SocketException e) {
      // The client reset the connection.
    }
  }

  static void created(OutputStream out) throws IOException {
    write(out, ScriptedClient.CREATED);
  }

  private static void write(OutputStream out, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    String head = "HTTP/1.1 201 Created|Connection: close|Content-Length: " + body.length + "||";
    out.write(head.replace("|", "\r\n").getBytes(UTF_8));
    out.write(body);
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> requests() {
    return requests;
  }

  long creations() {
    return requests.stream().filter(request -> request.contains("/create")).count();
  }

  void awaitCreation() throws InterruptedException {
    created.await();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        // Otherwise a small write can wait for the acknowledgement of the one before.
        client.setTcpNoDelay(true);
        open.add(client);
        daemon(() -> serve(client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      byte[] bytes = new byte[8192];
      int count = client.getInputStream().read(bytes);
      String request = new String(bytes, 0, Math.max(0, count), UTF_8);
      requests.add(request);
      if (request.contains("/v1/token") && !tokenToo) {
        write(client.getOutputStream(), TOKEN);
      } else {
        created.countDown();
        responder.respond(client.getInputStream(), client.getOutputStream());
      }
      client.getOutputStream().flush();
    } catch (IOException e) {
      // The client closed the connection.
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : open) {
      client.close();
    }
  }

  /** Writes the response. */
  @FunctionalInterface
  interface Responder {
    void respond(InputStream in, OutputStream out) throws IOException;
  }
}
