package io.github.bankhub.testkit.junit;

import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A hub with its server, for one test or for tests that share it. Thread-safe.
 *
 * <p>A shared hub is reset before and after each test, unless it keeps its state. Then only one
 * test at a time uses it.
 */
final class TestHub {

  private final InMemoryBankHub hub;
  private final boolean isReset;
  private final Semaphore permit = new Semaphore(1);
  private final List<Runnable> resetListeners = new ArrayList<>();
  private @Nullable BankHubServer server;
  private boolean isClosed;

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
   * @param seed the seed of the ids; if it is empty, the ids continue
   * @return ends the test
   */
  Runnable begin(OptionalLong seed) throws InterruptedException {
    if (!isReset) {
      return () -> {};
    }
    permit.acquire();
    try {
      reset(seed);
    } catch (RuntimeException e) {
      permit.release();
      throw e;
    }
    return this::end;
  }

  private void reset(OptionalLong seed) {
    seed.ifPresentOrElse(hub.control()::reset, hub.control()::reset);
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
      permit.release();
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
