package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server socket on 127.0.0.1 and its connections. Can stop listening for a while. Thread-safe.
 */
public final class Listener implements AutoCloseable {

  private static final int BACKLOG = 500;
  private static final int IDLE_TIMEOUT_MILLIS = 60_000;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final InetSocketAddress address;
  private final BooleanSupplier refusesConnections;
  private final ExecutorService threads;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong updates = new AtomicLong();
  private final ReentrantLock accepting = new ReentrantLock();
  private volatile @Nullable ServerSocket open;
  private volatile boolean closed;
  private @Nullable Socket placeholder;
  private long appliedUpdate;

  /**
   * Binds a port. {@link #start} begins to accept requests.
   *
   * @param port the port, or 0 for a free one
   * @param refusesConnections whether nothing may listen now; called often, on any thread
   * @throws UncheckedIOException if the port cannot be bound; names it
   */
  public Listener(int port, BooleanSupplier refusesConnections) {
    try {
      ServerSocket first = bind(loopback(port));
      this.open = first;
      this.address = loopback(first.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1, port " + port, e);
    }
    this.refusesConnections = refusesConnections;
    this.threads = Executors.newCachedThreadPool(daemons("bankhub-server-" + port() + "-"));
  }

  public int port() {
    return address.getPort();
  }

  /** {@return the number of open connections} */
  int connections() {
    return connections.size();
  }

  /**
   * Begins to handle requests.
   *
   * @param handler handles a request
   * @param errorHandler makes the response to a request that cannot be read
   */
  public void start(
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler) {
    update();
    threads.execute(() -> acceptAll(handler, errorHandler));
  }

  /**
   * Stops or starts to listen, as the supplier says now. Takes effect before it returns.
   *
   * <p>When it stops, idle connections are closed; the others close after their response. One of
   * them may be the caller.
   */
  public void update() {
    long update = updates.incrementAndGet();
    // Called without a lock: the supplier may wait for a thread that waits for this listener.
    apply(update, refusesConnections.getAsBoolean());
  }

  /** Ignores a result that is older than the one applied last. */
  private synchronized void apply(long update, boolean refuses) {
    if (update < appliedUpdate) {
      return;
    }
    appliedUpdate = update;
    if (refuses) {
      stopListening();
    } else {
      listen();
    }
  }

  /** Frees port, connections and threads. A second call has no effect. */
  @Override
  public synchronized void close() {
    closed = true;
    stopListening();
    releasePort();
    connections.forEach(HttpConnection::close);
    threads.shutdownNow();
  }

  private void stopListening() {
    ServerSocket server = open;
    if (server == null) {
      return;
    }
    open = null;
    closeQuietly(server);
    // The port is free only when the accepting thread has returned.
    accepting.lock();
    try {
      connections.forEach(HttpConnection::closeWhenIdle);
      reservePort();
    } finally {
      accepting.unlock();
    }
  }

  private void listen() {
    if (open != null || closed) {
      return;
    }
    releasePort();
    try {
      open = bind(address);
    } catch (IOException e) {
      // Another process has the port for now; the next update tries again.
    }
  }

  /** Binds the port without listening, so that the system gives it to no other socket. */
  private void reservePort() {
    try {
      Socket socket = new Socket();
      placeholder = socket;
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      // The port stays free for a while, which rarely matters.
    }
  }

  private void releasePort() {
    if (placeholder != null) {
      closeQuietly(placeholder);
      placeholder = null;
    }
  }

  private void acceptAll(
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler) {
    while (!closed) {
      ServerSocket server = open;
      if (server == null || !accept(server, handler, errorHandler)) {
        // Polls, because no event reports that a ticking clock ends a fault or that a port is free.
        LockSupport.parkNanos(POLL_NANOS);
        update();
      }
    }
  }

  private boolean accept(
      ServerSocket server,
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler) {
    accepting.lock();
    try {
      HttpConnection connection =
          new HttpConnection(
              server.accept(), handler, errorHandler, IDLE_TIMEOUT_MILLIS, connections::remove);
      connections.add(connection);
      threads.execute(connection);
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      accepting.unlock();
    }
  }

  private static ServerSocket bind(InetSocketAddress address) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(address, BACKLOG);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is closed nevertheless.
    }
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
