package io.github.bankhub.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends create calls to the fakes, over connections that stay open. */
public final class Load {

  private Load() {}

  /** Reads commands: port, connections, milliseconds, access token. */
  public static void main(String[] args) throws Exception {
    Candidate.commands(
        words ->
            send(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Long.parseLong(words[2]),
                words[3]));
  }

  /** Requests per second, p50 and p99 in ns, number of requests. */
  private static String send(int port, int connections, long millis, String token)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(connections);
    long start = System.nanoTime();
    List<Callable<long[]>> tasks = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      tasks.add(() -> connection(port, start + millis * 1_000_000, token));
    }
    List<Future<long[]>> results = pool.invokeAll(tasks);
    double seconds = (System.nanoTime() - start) / 1e9;
    pool.shutdown();
    long[] nanos = new long[0];
    for (Future<long[]> result : results) {
      int size = nanos.length;
      nanos = Arrays.copyOf(nanos, size + result.get().length);
      System.arraycopy(result.get(), 0, nanos, size, result.get().length);
    }
    return Math.round(nanos.length / seconds)
        + " "
        + Candidate.percentiles(nanos, nanos.length)
        + " "
        + nanos.length;
  }

  private static long[] connection(int port, long end, String token) throws IOException {
    String body =
        "{\"company_xid\":\"%s\",\"purpose\":\"%s\",\"completion_redirect_uri\":\"%s\"}"
            .formatted(
                Wire.REQUEST.company_xid(),
                Wire.REQUEST.purpose(),
                Wire.REQUEST.completion_redirect_uri());
    byte[] request =
        ("POST "
                + Wire.PATH
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nAuthorization: Bearer "
                + token
                + "\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(ISO_8859_1);
    long[] nanos = new long[1024];
    int count = 0;
    byte[] response = new byte[8192];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      for (long now = System.nanoTime(); now < end; ) {
        socket.getOutputStream().write(request);
        readResponse(in, response);
        long then = now;
        now = System.nanoTime();
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = now - then;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  /** The body ends with its closing brace, or with the last chunk. */
  private static void readResponse(InputStream in, byte[] bytes) throws IOException {
    int size = 0;
    String text;
    do {
      int count = in.read(bytes, size, bytes.length - size);
      if (count < 0) {
        throw new IOException("the server closed the connection");
      }
      size += count;
      text = new String(bytes, 0, size, ISO_8859_1);
      if (size > 12 && !text.startsWith("201", 9)) {
        throw new IOException(text);
      }
    } while (!text.endsWith(text.contains("hunked\r\n") ? "\r\n0\r\n\r\n" : "}"));
  }
}
