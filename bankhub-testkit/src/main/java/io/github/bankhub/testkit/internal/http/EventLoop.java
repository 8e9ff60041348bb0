package io.github.bankhub.testkit.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the requests of all connections on one thread, which also handles them: an idle
 * connection needs no thread, and a short request wakes none. When this thread has to wait for a
 * client, or a request takes long, another thread takes its place. Thread-safe.
 */
final class EventLoop {

  private static final long MAX_TURN_NANOS = MILLISECONDS.toNanos(5);

  private final Selector selector;
  private final Executor threads;
  private final Runnable closeIdle;
  private final int closeIdleMillis;
  // Odd while the leading thread handles a connection. Who makes it even decides who leads next.
  private final AtomicLong turns = new AtomicLong();
  private volatile @Nullable HttpConnection current;
  private volatile @Nullable Thread sleepingWatch;

  /** Closes idle connections from time to time. */
  EventLoop(Executor threads, Runnable closeIdle, int idleMillis) throws IOException {
    this.selector = Selector.open();
    this.threads = threads;
    this.closeIdle = closeIdle;
    this.closeIdleMillis = idleMillis == 0 ? 0 : Math.max(1, idleMillis / 8);
  }

  void start() {
    threads.execute(this::lead);
    threads.execute(this::watch);
  }

  /** Handles the requests of a connection from now on. */
  void add(HttpConnection connection) throws ClosedChannelException {
    connection.channel().register(selector, SelectionKey.OP_READ, connection);
    selector.wakeup();
  }

  /** Frees the sockets of closed connections: a selector holds them. */
  void removeClosed() {
    selector.wakeup();
  }

  void close() {
    try {
      selector.close();
    } catch (IOException e) {
      // It is closed nevertheless.
    }
  }

  private void lead() {
    List<HttpConnection> ready = new ArrayList<>();
    long checked = System.nanoTime();
    try {
      do {
        ready.clear();
        selector.select(key -> ready.add((HttpConnection) key.attachment()), closeIdleMillis);
        if (closeIdleMillis > 0
            && System.nanoTime() - checked >= MILLISECONDS.toNanos(closeIdleMillis)) {
          closeIdle.run();
          checked = System.nanoTime();
        }
      } while (handleAll(ready));
    } catch (IOException | ClosedSelectorException e) {
      // The server was closed.
    }
  }

  private boolean handleAll(List<HttpConnection> ready) {
    for (HttpConnection connection : ready) {
      if (!handle(connection)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return whether this thread still leads} Otherwise another one does. Its selector returns the
   * connections that are ready and were not handled yet.
   */
  private boolean handle(HttpConnection connection) {
    long turn = turns.get() + 1;
    current = connection;
    turns.set(turn);
    LockSupport.unpark(sleepingWatch);
    boolean leads = false;
    try {
      connection.handleRequests();
      leads = turns.compareAndSet(turn, turn + 1);
    } finally {
      if (!leads) {
        // After a bug, or if another thread leads already.
        replace(turn, connection);
        resume(connection);
      }
    }
    return leads;
  }

  /** Lets another thread lead if this one does, because it will wait in its turn. */
  void beforeWait(HttpConnection connection) {
    long turn = turns.get();
    if (isTurn(turn) && connection.equals(current)) {
      replace(turn, connection);
    }
  }

  /** Lets another thread lead, unless the turn is over. It does not watch the connection. */
  private synchronized void replace(long turn, HttpConnection connection) {
    if (turns.compareAndSet(turn, turn + 1)) {
      setInterest(connection, 0);
      threads.execute(this::lead);
    }
  }

  private synchronized void resume(HttpConnection connection) {
    setInterest(connection, SelectionKey.OP_READ);
    selector.wakeup();
  }

  private void setInterest(HttpConnection connection, int operations) {
    SelectionKey key = connection.channel().keyFor(selector);
    try {
      if (key != null) {
        key.interestOps(operations);
      }
    } catch (CancelledKeyException e) {
      // The connection is closed.
    }
  }

  /** Replaces a leading thread that needs long. Wakes often, but only while there are requests. */
  private void watch() {
    while (selector.isOpen()) {
      long turn = turns.get();
      LockSupport.parkNanos(this, MAX_TURN_NANOS);
      HttpConnection connection = current;
      if (turns.get() == turn) {
        if (isTurn(turn) && connection != null) {
          replace(turn, connection);
        } else {
          sleepWhile(turn);
        }
      }
    }
  }

  private void sleepWhile(long turn) {
    sleepingWatch = Thread.currentThread();
    if (turns.get() == turn && selector.isOpen()) {
      LockSupport.park(this);
    }
    sleepingWatch = null;
  }

  private static boolean isTurn(long turn) {
    return (turn & 1) == 1;
  }
}
