package io.github.bankhub.testkit.internal.delivery;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Executor for one HTTP client that runs all callbacks on the client's own thread. Closing it ends
 * that thread and closes the client's connection: in Java 17 a client has no method for this. A
 * thread that ran no callback yet ends after the next garbage collection.
 */
final class HttpClientThread implements Executor, AutoCloseable {

  private final Thread caller = Thread.currentThread();
  private volatile @Nullable Thread thread;

  @Override
  public void execute(Runnable callback) {
    // The client calls its executor from its own thread or from the thread that sends.
    if (Thread.currentThread() != caller) {
      thread = Thread.currentThread();
    }
    callback.run();
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
