package io.github.bankhub.testkit.internal.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A port of one address that can stop listening without losing its number. Only {@link #socket} is
 * thread-safe.
 *
 * <p>A placeholder, which never listens, stays bound to the port. So the system gives the port to
 * no other socket, not even for the moment between two listening sockets. Where the system allows
 * no second socket at a port, the placeholder is bound only while the port does not listen.
 */
final class ListeningPort {

  private static final int BACKLOG = 500;
  private static final int CONNECT_MILLIS = 100;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final InetSocketAddress address;
  private final int acceptMillis;
  private volatile @Nullable ServerSocket socket;
  private @Nullable Socket placeholder;

  /**
   * Binds a port and listens; 0 stands for a free port.
   *
   * @param acceptMillis how long the socket waits for a connection, in milliseconds
   */
  ListeningPort(InetAddress address, int port, int acceptMillis) throws IOException {
    this.acceptMillis = acceptMillis;
    Socket first = placeholder(new InetSocketAddress(address, port));
    this.placeholder = first;
    this.address = new InetSocketAddress(address, first.getLocalPort());
    this.socket = listen();
  }

  int number() {
    return address.getPort();
  }

  /** {@return the socket to accept connections from; null if the port does not listen} */
  @Nullable ServerSocket socket() {
    return socket;
  }

  void open() {
    if (socket != null) {
      return;
    }
    try {
      socket = listen();
    } catch (IOException e) {
      // Another process has the port for now; the next call tries again.
    }
  }

  void close() {
    ServerSocket server = socket;
    socket = null;
    if (server != null) {
      closeQuietly(server);
    }
  }

  /**
   * Waits until the closed port refuses connections, for some seconds at most. A process that
   * starts at this moment has a copy of the socket, and the system listens until it closes that.
   */
  void awaitRefusal() {
    long end = System.nanoTime() + MAX_WAIT_NANOS;
    while (accepts() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean accepts() {
    try (Socket client = new Socket()) {
      client.connect(address, CONNECT_MILLIS);
      return true;
    } catch (SocketTimeoutException e) {
      return true; // The queue of the copy is full.
    } catch (IOException e) {
      return false;
    }
  }

  /** Binds the closed port without listening, unless it is bound already. */
  void reserve() {
    if (placeholder != null) {
      return;
    }
    try {
      placeholder = placeholder(address);
    } catch (IOException e) {
      // The port stays free for a while, which rarely matters.
    }
  }

  void release() {
    if (placeholder != null) {
      closeQuietly(placeholder);
      placeholder = null;
    }
  }

  private ServerSocket listen() throws IOException {
    try {
      return bind(address);
    } catch (IOException e) {
      release();
      return bind(address);
    }
  }

  private static Socket placeholder(InetSocketAddress address) throws IOException {
    Socket bound = new Socket();
    try {
      bound.setReuseAddress(true);
      bound.bind(address);
      return bound;
    } catch (IOException e) {
      closeQuietly(bound);
      throw e;
    }
  }

  private ServerSocket bind(InetSocketAddress address) throws IOException {
    // The sockets that it accepts have channels.
    ServerSocket server = ServerSocketChannel.open().socket();
    try {
      server.setReuseAddress(true);
      server.setSoTimeout(acceptMillis);
      server.bind(address, BACKLOG);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // The socket is closed nevertheless.
    }
  }
}
