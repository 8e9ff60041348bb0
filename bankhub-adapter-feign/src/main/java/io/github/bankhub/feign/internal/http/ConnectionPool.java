package io.github.bankhub.feign.internal.http;

import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.settings.Connections;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The connections to Bank Hub, each directly or through a proxy. There are never more than the
 * maximum, whether leased or idle. Thread-safe.
 */
final class ConnectionPool implements AutoCloseable {

  private final Connections limits;
  // Fair: a call that waits longer gets the next connection.
  private final Semaphore permits;
  private final Set<NonLoggingConnection> open = new HashSet<>();
  // The connection that was used last is used next, so that surplus ones expire.
  private final Deque<NonLoggingConnection> idle = new ArrayDeque<>();
  private boolean closed;

  ConnectionPool(Connections limits) {
    this.limits = limits;
    this.permits = new Semaphore(limits.max(), true);
  }

  /**
   * {@return a connection for one request; a new one is not connected}
   *
   * @param proxy the proxy; null for none
   * @param limit how long to wait for a connection that another call uses
   */
  NonLoggingConnection lease(@Nullable HttpHost proxy, Duration limit) throws IOException {
    try {
      if (!permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ConnectionRequestTimeoutException("no connection became free in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the wait for a connection was interrupted");
    }
    NonLoggingConnection leased = null;
    try {
      leased = take(proxy);
      return leased;
    } finally {
      if (leased == null) {
        permits.release();
      }
    }
  }

  /**
   * Checks an idle connection before every use. One that is closed would leave the outcome of a
   * create unknown. One with unread bytes would give a false response.
   */
  private NonLoggingConnection take(@Nullable HttpHost proxy) {
    NonLoggingConnection connection = idleOrNew(proxy);
    while (!connection.isNew() && (connection.nanosToExpiry() <= 0 || connection.isStale())) {
      discard(connection);
      connection = idleOrNew(proxy);
    }
    return connection;
  }

  private NonLoggingConnection idleOrNew(@Nullable HttpHost proxy) {
    NonLoggingConnection created;
    NonLoggingConnection surplus = null;
    synchronized (this) {
      if (closed) {
        throw Failures.closed();
      }
      for (Iterator<NonLoggingConnection> latest = idle.descendingIterator(); latest.hasNext(); ) {
        NonLoggingConnection connection = latest.next();
        if (connection.isThrough(proxy)) {
          latest.remove();
          return connection;
        }
      }
      if (open.size() >= limits.max()) {
        // This call has a permit, so one of them is idle.
        surplus = idle.removeFirst();
        open.remove(surplus);
      }
      created = new NonLoggingConnection(proxy, limits.maxAge());
      open.add(created);
    }
    if (surplus != null) {
      surplus.close(CloseMode.GRACEFUL);
    }
    return created;
  }

  private void discard(NonLoggingConnection connection) {
    synchronized (this) {
      open.remove(connection);
    }
    connection.close(CloseMode.IMMEDIATE);
  }

  /**
   * Takes a leased connection back.
   *
   * @param keepAlive how long the server keeps it open at least; zero if it cannot be used again
   */
  void release(NonLoggingConnection connection, Duration keepAlive) {
    if (!keep(connection, keepAlive)) {
      discard(connection);
    }
    permits.release();
  }

  private synchronized boolean keep(NonLoggingConnection connection, Duration keepAlive) {
    if (closed || keepAlive.isZero() || !connection.isOpen()) {
      return false;
    }
    Duration maxIdle = limits.maxIdle();
    connection.expireAfter(keepAlive.compareTo(maxIdle) < 0 ? keepAlive : maxIdle);
    idle.addLast(connection);
    return true;
  }

  /** {@return the nanoseconds until the next idle connection expires; MAX_VALUE without one} */
  long closeExpired() {
    List<NonLoggingConnection> expired = List.of();
    long next = Long.MAX_VALUE;
    synchronized (this) {
      for (Iterator<NonLoggingConnection> all = idle.iterator(); all.hasNext(); ) {
        NonLoggingConnection connection = all.next();
        long nanos = connection.nanosToExpiry();
        if (nanos > 0) {
          next = Math.min(next, nanos);
        } else {
          all.remove();
          open.remove(connection);
          expired = expired.isEmpty() ? new ArrayList<>() : expired;
          expired.add(connection);
        }
      }
    }
    expired.forEach(connection -> connection.close(CloseMode.GRACEFUL));
    return next;
  }

  /** Closes all connections, leased ones too. */
  @Override
  public void close() {
    List<NonLoggingConnection> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open);
      open.clear();
      idle.clear();
    }
    all.forEach(connection -> connection.close(CloseMode.IMMEDIATE));
  }
}
