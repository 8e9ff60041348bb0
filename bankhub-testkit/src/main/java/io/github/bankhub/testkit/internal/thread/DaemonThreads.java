package io.github.bankhub.testkit.internal.thread;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * Creates daemon threads that hold nothing of their creator: neither its context class loader, nor
 * the class loaders of its access control, nor its inheritable variables. So a thread that waits
 * does not keep an application in memory that was unloaded. Thread-safe if the names are.
 */
public final class DaemonThreads implements ThreadFactory {

  private final Supplier<String> names;

  public DaemonThreads(Supplier<String> names) {
    this.names = names;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = create(task, names.get());
    thread.setDaemon(true);
    thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
    return thread;
  }

  // Until Java 23, a thread keeps the protection domains of all callers, unless it is privileged.
  @SuppressWarnings("removal")
  private static Thread create(Runnable task, String name) {
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>) () -> new Thread(null, task, name, 0, false));
  }
}
