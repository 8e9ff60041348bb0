package io.github.bankhub.feign.internal.http;

import static io.github.bankhub.feign.internal.Logging.LOG;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends requests whose time is over or whose thread was interrupted: a blocked read notices neither.
 * Sleeps for as long as no request is under way. Closed, it watches those that are to their end.
 */
final class DeadlineMonitor implements AutoCloseable {

  private static final long TICK = Duration.ofMillis(20).toNanos();

  private final Set<TimedRequest> underWay = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closed;

  DeadlineMonitor(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  void begin(TimedRequest exchange) {
    underWay.add(exchange);
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  void end(TimedRequest exchange) {
    underWay.remove(exchange);
  }

  private void run() {
    while (!closed || !underWay.isEmpty()) {
      idle = underWay.isEmpty();
      // Looked at again, or a request that began in between would sleep along.
      if (idle && underWay.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, TICK);
      }
      underWay.forEach(DeadlineMonitor::endIfDue);
    }
  }

  private static void endIfDue(TimedRequest exchange) {
    try {
      exchange.endIfDue();
    } catch (RuntimeException e) {
      // The others are to be watched all the same; this one is tried again at the next tick.
      LOG.log(Level.WARNING, "A request could not be ended: {0}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
