package io.github.bankhub.feign.internal.http;

import static io.github.bankhub.feign.internal.Logging.LOG;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Aborts requests after their deadline, or when their thread is interrupted. A blocked read reacts
 * to neither. Its thread sleeps while there is no request. After {@link #close}, it still monitors
 * the requests in progress.
 */
final class DeadlineMonitor implements AutoCloseable {

  private static final long TICK = Duration.ofMillis(20).toNanos();

  private final Set<TimedRequest> inProgress = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closed;

  DeadlineMonitor(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  void begin(TimedRequest request) {
    inProgress.add(request);
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  void end(TimedRequest request) {
    inProgress.remove(request);
  }

  private void run() {
    while (!closed || !inProgress.isEmpty()) {
      idle = inProgress.isEmpty();
      // Checked again: a request that began in between did not wake this thread.
      if (idle && inProgress.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, TICK);
      }
      inProgress.forEach(DeadlineMonitor::abortIfDue);
    }
  }

  private static void abortIfDue(TimedRequest request) {
    try {
      request.abortIfDue();
    } catch (RuntimeException e) {
      // Goes on with the other requests, and tries this one again at the next tick.
      LOG.log(Level.WARNING, "Failed to abort a request: {0}", e.getClass().getName());
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
