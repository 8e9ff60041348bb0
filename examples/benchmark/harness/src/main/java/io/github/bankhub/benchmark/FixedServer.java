package io.github.bankhub.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server for the clients: fixed responses after a delay, and as little work as possible. */
public final class FixedServer {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private FixedServer() {}

  /** Serves until its standard input ends. */
  public static void main(String[] args) throws IOException {
    long delayMillis = Long.parseLong(args[0]);
    ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    daemon(() -> accept(server, delayMillis));
    System.out.println(server.getLocalPort());
    System.in.read();
  }

  private static void accept(ServerSocket server, long delayMillis) throws IOException {
    while (true) {
      Socket socket = server.accept();
      socket.setTcpNoDelay(true);
      daemon(() -> serve(socket, delayMillis));
    }
  }

  private static void serve(Socket socket, long delayMillis) throws Exception {
    byte[] created = response(Wire.CREATED);
    byte[] token = response(Wire.TOKEN);
    byte[] plaid = response(Wire.PLAID);
    byte[] stripe = response(Wire.STRIPE);
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] bytes = new byte[16_384];
      while (true) {
        int size = 0;
        String request = "";
        int end = -1;
        while (end < 0 || size < end) {
          int count = in.read(bytes, size, bytes.length - size);
          if (count < 0) {
            return;
          }
          size += count;
          if (end < 0) {
            request = new String(bytes, 0, size, ISO_8859_1);
            end = request.indexOf("\r\n\r\n");
            if (end >= 0) {
              Matcher length = LENGTH.matcher(request);
              end += 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            }
          }
        }
        if (delayMillis > 0) {
          Thread.sleep(delayMillis);
        }
        out.write(
            request.startsWith("POST /v1/token")
                ? token
                : request.startsWith("POST /link/")
                    ? plaid
                    : request.startsWith("POST /v1/customers") ? stripe : created);
      }
    }
  }

  private static byte[] response(String json) {
    return ("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(ISO_8859_1);
  }

  private interface Task {
    void run() throws Exception;
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (Exception e) {
                // The client closed the connection.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
