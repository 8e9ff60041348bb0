package io.github.bankhub.feign;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that passes some bytes to the client, then ends the connection. With TLS it also ends the
 * encryption, and counts encrypted bytes. Thread-safe.
 */
final class CuttingProxy implements AutoCloseable {

  /** How a connection ends. */
  enum Ending {
    CLOSE,
    RESET
  }

  private final int backend;
  private final @Nullable SSLContext tls;
  private final ServerSocket listener;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private Ending ending = Ending.CLOSE;
  private long left = Long.MAX_VALUE;
  private long passed;
  private boolean hasCut;

  CuttingProxy(int backend, @Nullable SSLContext tls) throws IOException {
    this.backend = backend;
    this.tls = tls;
    this.listener = new CuttingListener();
    daemon(this::acceptAll);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Ends one connection after so many further bytes to the client, whichever gets to it first. */
  synchronized void cutAfter(long bytes, Ending how) {
    left = bytes;
    ending = how;
    passed = 0;
    hasCut = false;
  }

  /** The bytes to the client since the last call of {@link #cutAfter}. */
  synchronized long passed() {
    return passed;
  }

  synchronized boolean hasCut() {
    return hasCut;
  }

  /** How many of so many bytes may pass. */
  private synchronized int take(int wanted) {
    int allowed = (int) Math.min(wanted, left);
    passed += allowed;
    left -= left == Long.MAX_VALUE ? 0 : allowed;
    if (allowed < wanted) {
      hasCut = true;
      left = Long.MAX_VALUE;
    }
    return allowed;
  }

  private synchronized boolean resets() {
    return ending == Ending.RESET;
  }

  private void acceptAll() throws IOException {
    while (true) {
      Socket client = listener.accept();
      open.add(client);
      daemon(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client;
        Socket service = new Socket(InetAddress.getLoopbackAddress(), backend);
        Socket plain = tls == null ? client : decrypted(client)) {
      open.add(service);
      daemon(() -> copy(plain, service));
      copy(service, plain);
    } finally {
      open.remove(client);
    }
  }

  private Socket decrypted(Socket client) throws IOException {
    return tls.getSocketFactory().createSocket(client, null, true);
  }

  /** Copies until one of the two closes, then closes the other. */
  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        out.write(bytes, 0, count);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static void daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // A connection was cut, or the proxy was closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private final class CuttingListener extends ServerSocket {

    private CuttingListener() throws IOException {
      super(0, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public Socket accept() throws IOException {
      Socket socket = new CuttingSocket();
      implAccept(socket);
      return socket;
    }
  }

  private final class CuttingSocket extends Socket {

    @Override
    public OutputStream getOutputStream() throws IOException {
      OutputStream out = super.getOutputStream();
      return new OutputStream() {
        @Override
        public void write(int value) throws IOException {
          write(new byte[] {(byte) value});
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          int allowed = take(length);
          out.write(bytes, from, allowed);
          if (allowed < length) {
            setSoLinger(resets(), 0);
            CuttingSocket.this.close();
            throw new IOException("cut");
          }
        }
      };
    }
  }

  /** A part of the work. */
  @FunctionalInterface
  private interface Task {
    void run() throws IOException;
  }
}
