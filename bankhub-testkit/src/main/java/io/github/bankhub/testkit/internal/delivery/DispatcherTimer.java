package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.thread.DaemonThreads;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a dispatcher at the earliest planned time, on its own daemon thread. One more thread waits
 * for the planned times of all dispatchers. A thread ends when it has nothing to do. The timer does
 * not keep a forgotten dispatcher in memory. Guarded by the dispatcher's lock.
 */
final class DispatcherTimer {

  private static final Duration MAX_DELAY = Duration.ofDays(1);
  private static final DaemonThreads THREADS = new DaemonThreads(() -> "bankhub-webhooks");
  private static final ScheduledThreadPoolExecutor WAITING =
      ending(new ScheduledThreadPoolExecutor(1, THREADS));

  static {
    WAITING.setRemoveOnCancelPolicy(true);
  }

  private final WeakReference<MessageDispatcher> dispatcher;
  private @Nullable ScheduledFuture<?> planned;
  private boolean isStarting;
  private @Nullable ThreadPoolExecutor running;

  DispatcherTimer(MessageDispatcher dispatcher) {
    this.dispatcher = new WeakReference<>(dispatcher);
  }

  private static <E extends ThreadPoolExecutor> E ending(E executor) {
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /** {@return the delay until an instant of the hub's clock, and a millisecond for rounding} */
  static long nanosUntil(Instant next, Instant now) {
    Duration delay = Duration.between(now, next);
    if (delay.compareTo(MAX_DELAY) > 0) {
      return MAX_DELAY.toNanos();
    }
    return delay.isNegative() ? 0 : delay.plusMillis(1).toNanos();
  }

  /** Plans a run, unless an earlier one is planned. */
  void runIn(long nanos) {
    if (isStarting || (planned != null && planned.getDelay(TimeUnit.NANOSECONDS) <= nanos)) {
      return;
    }
    cancel();
    if (nanos > 0) {
      planned = WAITING.schedule(this::endWait, nanos, TimeUnit.NANOSECONDS);
    } else {
      start();
    }
  }

  private void endWait() {
    MessageDispatcher alive = dispatcher.get();
    if (alive != null) {
      synchronized (alive) {
        if (planned != null) {
          cancel();
          start();
        }
      }
    }
  }

  private void start() {
    if (running == null) {
      running =
          ending(
              new ThreadPoolExecutor(
                  1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), THREADS));
    }
    running.execute(this::run);
    isStarting = true;
  }

  private void cancel() {
    if (planned != null) {
      planned.cancel(false);
      planned = null;
    }
  }

  /** A run has started, so another can be planned. */
  void started() {
    cancel();
    isStarting = false;
  }

  /** Cancels the planned run, and ends the thread when the present run ends. */
  void stop() {
    cancel();
    if (running != null) {
      running.shutdown();
      running = null;
    }
  }

  private void run() {
    MessageDispatcher alive = dispatcher.get();
    if (alive == null) {
      return;
    }
    try {
      alive.run();
    } catch (Throwable e) {
      // The executor would end the thread.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
