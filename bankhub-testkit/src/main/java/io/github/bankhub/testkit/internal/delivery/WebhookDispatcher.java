package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.delivery.Schedule.PlannedAttempt;
import io.github.bankhub.testkit.internal.delivery.Target.Result;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.EventQueue;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of a service to its webhook, one at a time. Thread-safe. Its daemon thread
 * exists only while there is something to send.
 */
public final class WebhookDispatcher implements EventQueue.Subscriber {

  // Over HTTP, an attempt takes less.
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(15);
  // The response to the call that caused an event comes first, mostly; also over HTTP.
  private static final Duration HEAD_START = Duration.ofMillis(10);

  private record Attempt(PlannedAttempt planned, Target target) {}

  private final BankHubService service;
  private final TestClock clock;
  private final DispatcherTimer timer = new DispatcherTimer(this);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Schedule schedule = new Schedule();
  private @Nullable Target target;
  private Set<EventName> allowed = EnumSet.allOf(EventName.class);
  private @Nullable Runnable unsubscribe;
  private @Nullable Thread worker;
  private boolean isSending;
  private long finishedAttempts;
  private int waiters;
  private @Nullable Throwable receiverFailure;

  /** A dispatcher without a webhook. */
  public WebhookDispatcher(BankHubService service) {
    this.service = service;
    this.clock = service.clock();
  }

  /** Sends later events, and those that wait, to a receiver. */
  public void deliverTo(WebhookReceiver receiver, WebhookSecret secret) {
    // Expires what is due, so that it is not reported as later.
    service.nextExpiry();
    locked(
        () -> {
          target = new Target(receiver, secret);
          allowed = EnumSet.allOf(EventName.class);
          if (unsubscribe == null) {
            unsubscribe = subscribe();
          }
        });
    wake();
  }

  private Runnable subscribe() {
    Runnable events = service.events().subscribe(this);
    Runnable ticks = ClockListener.add(clock, this);
    return () -> {
      events.run();
      ticks.run();
    };
  }

  /** Sends only some events from now on. */
  public void allow(Set<EventName> events) {
    locked(() -> allowed = events);
  }

  /** Applies a fault to later events. */
  public void inject(DeliveryFault fault) {
    locked(() -> schedule.inject(fault));
  }

  /** Ends all faults; those of earlier events remain. */
  public void clearFaults() {
    locked(schedule::clearFaults);
  }

  /** {@return the deliveries so far, in the order of their events} */
  public List<WebhookDelivery> journal() {
    return read(schedule::journal);
  }

  /** Advances the clock from one attempt to the next, until every delivery has ended. */
  public void runUntilIdle() {
    if (clock.isTicking()) {
      throw new IllegalStateException("the hub's clock runs by itself; use one that is fixed");
    }
    awaitDeliveries();
    Optional<Instant> due = read(schedule::nextDue);
    while (due.isPresent()) {
      Duration wait = Duration.between(clock.instant(), due.get());
      clock.advance(wait.isNegative() ? Duration.ZERO : wait);
      awaitDeliveries();
      due = read(schedule::nextDue);
    }
  }

  /** Sends an event again, now and without a fault. */
  public void redeliver(EventXid xid) {
    locked(
        () -> {
          if (target == null) {
            throw new IllegalStateException("there is no webhook to deliver to");
          }
          schedule.redeliver(xid, clock.instant());
        });
    wake();
  }

  /** Stops sending, and waits for the end of the current attempt, at most 15 seconds. */
  public void stop() {
    stop(SHUTDOWN_TIMEOUT);
  }

  /** Stops sending, and waits for the end of the current attempt. */
  public void stop(Duration timeout) {
    lock.lock();
    try {
      disconnect();
      long finished = finishedAttempts;
      long left = timeout.toNanos();
      while (isSending && finishedAttempts == finished && left > 0 && !isWorker()) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void disconnect() {
    target = null;
    schedule.giveUp();
    timer.cancel();
    if (unsubscribe != null) {
      unsubscribe.run();
      unsubscribe = null;
    }
    changed.signalAll();
  }

  /** Waits until everything that is due was sent, at most 30 seconds for each attempt. */
  public void awaitDeliveries() {
    awaitDeliveries(TIMEOUT);
  }

  /**
   * Waits until everything that is due was sent.
   *
   * @param timeout how long to wait for the end of an attempt
   */
  public void awaitDeliveries(Duration timeout) {
    wake();
    lock.lock();
    try {
      waiters++;
      if (isWorker()) {
        throw new IllegalStateException("a receiver cannot wait for its own end");
      }
      plan(Optional.empty());
      awaitDue(timeout);
      throwReceiverFailure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while webhooks were sent", e);
    } finally {
      waiters--;
      lock.unlock();
    }
  }

  private void awaitDue(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    long seen = finishedAttempts;
    // Bounded: a receiver may cause a new event in each attempt.
    long last = finishedAttempts + schedule.maxAttempts();
    while (isSending || (target != null && schedule.isDue(clock.instant()))) {
      if (seen < finishedAttempts && finishedAttempts <= last) {
        seen = finishedAttempts;
        left = timeout.toNanos();
      }
      if (left <= 0) {
        throw new IllegalStateException(
            "not all was sent within %s: %s".formatted(timeout, schedule.journal()));
      }
      left = changed.awaitNanos(left);
    }
  }

  private void throwReceiverFailure() {
    Throwable failure = receiverFailure;
    receiverFailure = null;
    if (failure != null) {
      throw new IllegalStateException("the receiver threw " + failure, failure);
    }
  }

  @Override
  public void onEvents() {
    long notBefore = System.nanoTime() + HEAD_START.toNanos();
    locked(
        () ->
            service.events().drain().stream()
                .filter(event -> target != null && allowed.contains(EventName.of(event.name())))
                .forEach(event -> schedule.add(event, notBefore)));
    wake();
  }

  /** Called while the service is locked, so it must not call the service. */
  @Override
  public void onReset() {
    locked(
        () -> {
          disconnect();
          schedule.clear();
          allowed = EnumSet.allOf(EventName.class);
          receiverFailure = null;
        });
  }

  /** Plans the next run. */
  void wake() {
    // Asked without the lock, because the service publishes events under its own.
    Optional<Instant> expiry = service.nextExpiry();
    locked(() -> plan(expiry));
  }

  private void plan(Optional<Instant> expiry) {
    if (target == null || worker != null) {
      return;
    }
    if (schedule.isDue(clock.instant())) {
      timer.runIn(waiters > 0 ? 0 : schedule.headStart());
    } else if (clock.isTicking()) {
      Stream.concat(expiry.stream(), schedule.nextDue().stream())
          .min(Instant::compareTo)
          .ifPresent(next -> timer.runIn(DispatcherTimer.nanosUntil(next, clock.instant())));
    }
  }

  /** Sends what is due. Called by the timer, on its thread. */
  void run() {
    locked(
        () -> {
          worker = Thread.currentThread();
          timer.started();
        });
    try {
      for (Attempt attempt = next(); attempt != null; attempt = next()) {
        send(attempt);
        // A receiver may leave the interrupt flag set.
        Thread.interrupted();
      }
    } finally {
      locked(
          () -> {
            worker = null;
            changed.signalAll();
          });
      wake();
    }
  }

  private boolean isWorker() {
    return worker == Thread.currentThread();
  }

  /** {@return the next attempt; null if none is due, or it waits for its head start} */
  private @Nullable Attempt next() {
    while (true) {
      Instant now = clock.instant();
      // Expires what is due first: another thread may just have advanced the clock.
      service.nextExpiry();
      lock.lock();
      try {
        if (!schedule.isDue(clock.instant()) || (waiters == 0 && schedule.headStart() > 0)) {
          return null;
        }
        Optional<PlannedAttempt> next = schedule.next(now);
        if (next.isPresent()) {
          isSending = true;
          return new Attempt(next.get(), Objects.requireNonNull(target, "target"));
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void send(Attempt attempt) {
    PlannedAttempt planned = attempt.planned();
    Result result = attempt.target().send(planned.delivery());
    locked(
        () -> {
          if (result.failure() != null && planned.isCurrent()) {
            receiverFailure = result.failure();
          }
          schedule.finish(planned, result.outcome(), result.status());
          isSending = false;
          finishedAttempts++;
          changed.signalAll();
        });
    result.throwFatalError();
  }

  private void locked(Runnable step) {
    read(
        () -> {
          step.run();
          return true;
        });
  }

  private <T> T read(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }
}
