package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.thread.DaemonThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accepts connections at a port. Can stop listening for a while. Thread-safe. */
public final class Listener implements AutoCloseable {

  /** The maximum number of rejected connections that stay open, so that clients read the 503. */
  private static final int MAX_REJECTED = 100;

  private static final int THREAD_IDLE_SECONDS = 10;

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final ListeningPort port;
  private final BooleanSupplier refusesConnections;
  private final ConnectionLimits limits;
  private final ExecutorService threads;
  private final Set<HttpConnection> connections;
  private final Queue<HttpConnection> rejected = new ConcurrentLinkedQueue<>();
  private final AtomicLong updates = new AtomicLong();
  private final ReentrantLock accepting = new ReentrantLock();
  private volatile boolean closed;
  private @Nullable EventLoop started;
  private long appliedUpdate;

  /** Binds a port of 127.0.0.1; 0 stands for a free one. */
  public Listener(int port, BooleanSupplier refusesConnections) {
    this(Listeners.LOOPBACK_4, port, refusesConnections);
  }

  /** Binds a port; 0 stands for a free one. Calls the supplier often, on any thread. */
  public Listener(InetAddress address, int port, BooleanSupplier refusesConnections) {
    this(
        address, port, refusesConnections, ConnectionLimits.DEFAULT, ConcurrentHashMap.newKeySet());
  }

  Listener(int port, BooleanSupplier refusesConnections, ConnectionLimits limits) {
    this(Listeners.LOOPBACK_4, port, refusesConnections, limits, ConcurrentHashMap.newKeySet());
  }

  /** Shares its connections, and their maximum, with the listeners of the same set. */
  Listener(
      InetAddress address,
      int port,
      BooleanSupplier refusesConnections,
      ConnectionLimits limits,
      Set<HttpConnection> connections) {
    this.limits = limits;
    this.connections = connections;
    try {
      this.port = new ListeningPort(address, port, limits.transferMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on %s, port %s".formatted(Listeners.host(address), port), e);
    }
    this.refusesConnections = refusesConnections;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads("bankhub-server-" + port() + "-"),
            // The listener is closed.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  public int port() {
    return port.number();
  }

  int connections() {
    return connections.size();
  }

  public void start(
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler) {
    EventLoop loop = newLoop();
    started = loop;
    update();
    threads.execute(
        () ->
            acceptAll(
                loop,
                channel ->
                    new HttpConnection(
                        channel,
                        handler,
                        errorHandler,
                        limits,
                        loop::beforeWait,
                        connection -> {
                          connections.remove(connection);
                          loop.removeClosed();
                        })));
    loop.start();
  }

  private EventLoop newLoop() {
    try {
      return new EventLoop(
          threads, () -> connections.forEach(HttpConnection::closeIfExpired), limits.idleMillis());
    } catch (IOException e) {
      throw new UncheckedIOException("the system has no selectors left", e);
    }
  }

  /**
   * Stops or starts to listen, as the supplier says, before it returns. When it stops, idle
   * connections are closed; the others close after their response. One of them may be the caller.
   * In any case, idle connections send the bytes that wait.
   */
  public void update() {
    long update = updates.incrementAndGet();
    // Called without a lock: the supplier may wait for a thread that waits for this listener.
    apply(update, refusesConnections.getAsBoolean());
    connections.forEach(HttpConnection::sendWaiting);
  }

  /** Ignores a result that is older than the one applied last. */
  private synchronized void apply(long update, boolean refuses) {
    if (update < appliedUpdate) {
      return;
    }
    appliedUpdate = update;
    if (refuses) {
      stopListening();
    } else if (!closed) {
      port.open();
    }
  }

  /** Frees port, connections and threads. A second call has no effect. */
  @Override
  public synchronized void close() {
    closed = true;
    stopListening();
    port.release();
    connections.forEach(HttpConnection::close);
    rejected.forEach(HttpConnection::close);
    if (started != null) {
      started.close();
    }
    threads.shutdownNow();
  }

  private void stopListening() {
    if (port.socket() == null) {
      return;
    }
    port.close();
    // The port is free only when the accepting thread has returned.
    accepting.lock();
    try {
      connections.forEach(HttpConnection::closeWhenIdle);
      port.reserve();
      port.awaitRefusal();
    } finally {
      accepting.unlock();
    }
  }

  private void acceptAll(EventLoop loop, Function<SocketChannel, HttpConnection> newConnection) {
    while (!closed) {
      // No other thread does that: a write to a socket has no timeout.
      connections.forEach(HttpConnection::closeIfStuck);
      ServerSocket server = port.socket();
      if (server == null || !accept(server, loop, newConnection)) {
        // Polls, because no event reports that a ticking clock ends a fault or that a port is free.
        LockSupport.parkNanos(POLL_NANOS);
        update();
      }
    }
  }

  private boolean accept(
      ServerSocket server, EventLoop loop, Function<SocketChannel, HttpConnection> newConnection) {
    accepting.lock();
    try {
      SocketChannel channel = server.accept().getChannel();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      start(newConnection.apply(channel), loop);
      return true;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      accepting.unlock();
    }
  }

  /**
   * If there are too many connections, closes the one that is idle for the longest time. If there
   * is none, rejects the new one, without a thread.
   */
  private void start(HttpConnection connection, EventLoop loop) throws IOException {
    if (addUnlessTooMany(connection)) {
      loop.add(connection);
    } else {
      if (rejected.size() >= MAX_REJECTED) {
        Optional.ofNullable(rejected.poll()).ifPresent(HttpConnection::close);
      }
      rejected.add(connection);
      connection.reject();
    }
  }

  private boolean addUnlessTooMany(HttpConnection connection) {
    synchronized (connections) {
      return (connections.size() < limits.maxConnections() || closeIdlest())
          && connections.add(connection);
    }
  }

  private boolean closeIdlest() {
    Map<HttpConnection, Long> idle = new HashMap<>();
    connections.forEach(connection -> idle.put(connection, connection.idleNanos()));
    Optional<HttpConnection> closed =
        idle.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .filter(HttpConnection::closeIfIdle)
            .findFirst();
    closed.ifPresent(connections::remove);
    return closed.isPresent();
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return new DaemonThreads(() -> name + count.incrementAndGet());
  }
}
