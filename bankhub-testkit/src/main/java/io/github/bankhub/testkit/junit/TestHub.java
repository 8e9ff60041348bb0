package io.github.bankhub.testkit.junit;

import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A hub with its server, for one test or for tests that share it. Thread-safe.
 *
 * <p>A shared hub is reset before and after each test, unless it keeps its state. Then only one
 * test at a time uses it.
 */
final class TestHub {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** A test that uses the hub, and the thread that began it. */
  private record User(String test, Thread thread) {}

  private final InMemoryBankHub hub;
  private final boolean isReset;
  private final Semaphore permit = new Semaphore(1);
  private final List<Runnable> resetListeners = new ArrayList<>();
  private @Nullable BankHubServer server;
  private boolean isClosed;
  private volatile @Nullable User user;

  private TestHub(InMemoryBankHub hub, boolean isReset) {
    this.hub = hub;
    this.isReset = isReset;
  }

  static TestHub ofOneTest(InMemoryBankHub hub) {
    return new TestHub(hub, false);
  }

  static TestHub shared(InMemoryBankHub hub, boolean isReset) {
    return new TestHub(hub, isReset);
  }

  InMemoryBankHub hub() {
    return hub;
  }

  synchronized BankHubServer server() {
    if (server == null) {
      server = BankHubServer.start(hub);
    }
    return server;
  }

  /** Runs an action after each reset before a test. */
  synchronized void onReset(Runnable listener) {
    resetListeners.add(listener);
  }

  /**
   * Begins a test, after the end of the test that uses the hub now.
   *
   * @param test the unique id of the test
   * @param seed the seed of the ids
   * @return ends the test
   * @throws IllegalStateException if another test uses the hub for more than 2 minutes meanwhile;
   *     if that test began on this thread, which then cannot end it
   */
  Runnable begin(String test, long seed) throws InterruptedException {
    return begin(test, seed, TIMEOUT);
  }

  Runnable begin(String test, long seed, Duration timeout) throws InterruptedException {
    if (!isReset) {
      return () -> {};
    }
    acquire(new User(test, Thread.currentThread()), timeout);
    try {
      reset(seed);
    } catch (RuntimeException e) {
      release();
      throw e;
    }
    return this::end;
  }

  private void acquire(User next, Duration timeout) throws InterruptedException {
    User before = user;
    if (before != null && before.thread().equals(next.thread())) {
      // A worker that waits for a task of its pool, as in a parallel stream, may run another test.
      throw new IllegalStateException(
          "%s cannot wait for the hub that it shares: %s uses it and waits on the same thread; add @ResourceLock(\"hub\") to the tests of this hub"
              .formatted(next.test(), before.test()));
    }
    while (!permit.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      User now = user;
      // Many tests may use the hub one after the other; only one that does not end is a fault.
      if (now != null && now.equals(before)) {
        throw new IllegalStateException(
            "%s waited %s for the hub that it shares; %s still uses it"
                .formatted(next.test(), timeout, now.test()));
      }
      before = now;
    }
    user = next;
  }

  private void release() {
    user = null;
    permit.release();
  }

  private void reset(long seed) {
    hub.control().reset(seed);
    List<Runnable> listeners;
    synchronized (this) {
      listeners = List.copyOf(resetListeners);
    }
    listeners.forEach(Runnable::run);
  }

  private void end() {
    try {
      // No webhook of this test may arrive during the next one.
      hub.control().reset();
    } finally {
      release();
    }
  }

  synchronized boolean isClosed() {
    return isClosed;
  }

  void close() {
    synchronized (this) {
      isClosed = true;
    }
    hub.close();
  }
}
