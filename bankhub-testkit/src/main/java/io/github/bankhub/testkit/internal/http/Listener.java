package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.internal.routes.ResponseWithFault;
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

/** A port at 127.0.0.1, with the connections that came in by it. Thread-safe. */
public final class Listener implements AutoCloseable {

  private static final int BACKLOG = 500;
  private static final int PATIENCE_MILLIS = 60_000;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final InetSocketAddress address;
  private final BooleanSupplier refusing;
  private final ExecutorService threads;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong questions = new AtomicLong();
  private final ReentrantLock accepting = new ReentrantLock();
  private volatile @Nullable ServerSocket open;
  private volatile boolean closed;
  private @Nullable Socket placeholder;
  private long answered;

  /**
   * Takes a port; nothing is answered yet.
   *
   * @param port the port, or 0 for one that is free
   * @param refusing tells whether nothing may listen just now; asked often, on any thread
   * @throws UncheckedIOException if the port cannot be had; names it
   */
  public Listener(int port, BooleanSupplier refusing) {
    try {
      ServerSocket first = bound(here(port));
      this.open = first;
      this.address = here(first.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1, port " + port, e);
    }
    this.refusing = refusing;
    this.threads = Executors.newCachedThreadPool(daemons("bankhub-server-" + port() + "-"));
  }

  public int port() {
    return address.getPort();
  }

  /** How many connections there are. */
  int connections() {
    return connections.size();
  }

  /** Begins to answer. */
  public void start(Function<HttpRequest, ResponseWithFault> react) {
    faultsChanged();
    threads.execute(() -> acceptAll(react));
  }

  /**
   * Stops or begins to listen, as asked for now. When it returns, the port does so.
   *
   * <p>Connections without a request are closed where nothing may listen, the others after their
   * answer: one of them may be why this is called.
   */
  public void faultsChanged() {
    long question = questions.incrementAndGet();
    // Asked without a lock: whoever knows may wait for this listener.
    follow(question, refusing.getAsBoolean());
  }

  /** Does as the answer says, unless a later question was answered: that one knows better. */
  private synchronized void follow(long question, boolean refuses) {
    if (question < answered) {
      return;
    }
    answered = question;
    if (refuses) {
      shut();
    } else {
      reopen();
    }
  }

  /** Frees port, connections and threads. Closing again does nothing. */
  @Override
  public synchronized void close() {
    closed = true;
    shut();
    letGoOfPort();
    connections.forEach(HttpConnection::close);
    threads.shutdownNow();
  }

  private void shut() {
    ServerSocket server = open;
    if (server == null) {
      return;
    }
    open = null;
    closeQuietly(server);
    // The port is not free before the thread that waits at it has left.
    accepting.lock();
    try {
      connections.forEach(HttpConnection::closeWhenIdle);
      keepPort();
    } finally {
      accepting.unlock();
    }
  }

  private void reopen() {
    if (open != null || closed) {
      return;
    }
    letGoOfPort();
    try {
      open = bound(address);
    } catch (IOException e) {
      // Someone else has the port for now; it is asked for again soon.
    }
  }

  /** Bound, but without listening, so that no other socket of this machine is given the port. */
  private void keepPort() {
    try {
      Socket socket = new Socket();
      placeholder = socket;
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      // Then it is free for a while, which mostly does no harm.
    }
  }

  private void letGoOfPort() {
    if (placeholder != null) {
      closeQuietly(placeholder);
      placeholder = null;
    }
  }

  private void acceptAll(Function<HttpRequest, ResponseWithFault> react) {
    while (!closed) {
      ServerSocket server = open;
      if (server == null || !accepted(server, react)) {
        // Nobody tells when a ticking clock ends a fault, or when someone else gives the port back.
        LockSupport.parkNanos(POLL_NANOS);
        faultsChanged();
      }
    }
  }

  private boolean accepted(ServerSocket server, Function<HttpRequest, ResponseWithFault> react) {
    accepting.lock();
    try {
      HttpConnection connection =
          new HttpConnection(server.accept(), react, PATIENCE_MILLIS, connections::remove);
      connections.add(connection);
      threads.execute(connection);
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      accepting.unlock();
    }
  }

  private static ServerSocket bound(InetSocketAddress address) throws IOException {
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

  private static InetSocketAddress here(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
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
