package io.github.bankhub.feign.internal.http;

import static io.github.bankhub.feign.internal.Logging.LOG;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Aborts requests after their deadline, or when their thread is interrupted. A blocked read reacts
 * to neither. After {@link #close}, it still monitors the requests in progress.
 */
final class DeadlineMonitor implements AutoCloseable {

  private static final long TICK = Duration.ofMillis(20).toNanos();

  /** The ticks without a request before the thread sleeps, so that few calls have to wake it. */
  private static final int GRACE = 10;

  private final Set<TimedRequest> inProgress = ConcurrentHashMap.newKeySet();
  private final LongSupplier upkeep;
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closed;

  /**
   * Starts the thread.
   *
   * @param upkeep other work for each tick; it returns the nanoseconds for which it has none
   */
  DeadlineMonitor(String name, LongSupplier upkeep) {
    this.upkeep = upkeep;
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
    int quietTicks = 0;
    while (!closed || !inProgress.isEmpty()) {
      quietTicks = inProgress.isEmpty() ? quietTicks + 1 : 0;
      idle = quietTicks > GRACE;
      long untilUpkeep = keepUp();
      // Checked again: a request that began in between did not wake this thread.
      if (idle && inProgress.isEmpty()) {
        LockSupport.parkNanos(this, untilUpkeep);
      } else {
        LockSupport.parkNanos(this, TICK);
      }
      inProgress.forEach(DeadlineMonitor::abortIfDue);
    }
  }

  private long keepUp() {
    try {
      return upkeep.getAsLong();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Failed to close idle connections: {0}", e.getClass().getName());
      return TICK;
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
