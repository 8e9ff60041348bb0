package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.thread.DaemonThreads;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a dispatcher at the earliest planned time, on one daemon thread. The thread ends when
 * nothing is planned. It does not keep a forgotten dispatcher in memory. Guarded by the
 * dispatcher's lock.
 */
final class DispatcherTimer {

  private static final Duration MAX_DELAY = Duration.ofDays(1);

  private final WeakReference<WebhookDispatcher> dispatcher;
  private @Nullable ScheduledThreadPoolExecutor executor;
  private @Nullable ScheduledFuture<?> planned;

  DispatcherTimer(WebhookDispatcher dispatcher) {
    this.dispatcher = new WeakReference<>(dispatcher);
  }

  private static ScheduledThreadPoolExecutor newExecutor() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, new DaemonThreads(() -> "bankhub-webhooks"));
    executor.setKeepAliveTime(1, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
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
    if (planned != null && !planned.isDone()) {
      if (planned.getDelay(TimeUnit.NANOSECONDS) <= nanos) {
        return;
      }
      planned.cancel(false);
    }
    ScheduledThreadPoolExecutor running = executor == null ? newExecutor() : executor;
    executor = running;
    planned = running.schedule(this::run, Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** The planned run has started, so another can be planned. */
  void started() {
    planned = null;
  }

  /** Cancels the planned run, and ends the thread when the present run ends. */
  void stop() {
    if (planned != null) {
      planned.cancel(false);
      planned = null;
    }
    if (executor != null) {
      executor.shutdown();
      executor = null;
    }
  }

  private void run() {
    WebhookDispatcher alive = dispatcher.get();
    if (alive == null) {
      return;
    }
    try {
      alive.run();
    } catch (Throwable e) {
      // The executor would store it where it is never read.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
