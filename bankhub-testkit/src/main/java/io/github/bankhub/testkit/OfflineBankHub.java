package io.github.bankhub.testkit;

import io.github.bankhub.testkit.internal.thread.DaemonThreads;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The offline Bank Hub as a program, for any language and for the command line.
 *
 * <p>By default it has the companies and bank accounts of SePay's samples, and its clock follows
 * the system's. It prints how to call it. It generates the credentials that it prints; SePay does
 * not know them. The option {@code --help} lists its options, which are also system properties and
 * environment variables.
 */
public final class OfflineBankHub {

  private static final int INVALID_OPTION = 2;
  private static final int FAILED = 1;

  private OfflineBankHub() {}

  /**
   * Runs until Ctrl-C or SIGTERM stops it. Exits with status 2 if an option is invalid, and with 1
   * if the port cannot be bound or the state file not be used. Both print the reason.
   *
   * @param args the options
   * @throws InterruptedException if the thread is interrupted; the port is free again then
   */
  public static void main(String[] args) throws InterruptedException {
    int status = run(args, System.getProperties(), System.getenv(), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** {@return the exit status} Returns only if the program does not run. */
  static int run(
      String[] args,
      Properties properties,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err)
      throws InterruptedException {
    long start = System.nanoTime();
    try {
      OfflineArguments arguments = OfflineArguments.read(args, properties, environment);
      if (arguments.isOn(OfflineOption.HELP)) {
        out.print(OfflineTexts.help());
      } else if (arguments.isOn(OfflineOption.VERSION)) {
        out.println(version());
      } else {
        runUntilStopped(new OfflineOptions(arguments), start, out);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println("--help lists the options");
      return INVALID_OPTION;
    } catch (UncheckedIOException e) {
      err.println(e.getMessage() + ": " + e.getCause());
      return FAILED;
    }
  }

  private static void runUntilStopped(OfflineOptions options, long start, PrintStream out)
      throws InterruptedException {
    try (OfflineProgram program = OfflineProgram.start(options)) {
      // For Ctrl-C and SIGTERM.
      Thread stop = new DaemonThreads(() -> "bankhub-stop").newThread(program::close);
      Runtime.getRuntime().addShutdownHook(stop);
      out.print(OfflineTexts.started(program.server(), options));
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      out.printf("Started in %s ms, without the start of the Java runtime.%n", millis);
      try {
        new CountDownLatch(1).await();
      } finally {
        removeHook(stop);
      }
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook runs already.
    }
  }

  private static String version() {
    String version = OfflineBankHub.class.getPackage().getImplementationVersion();
    return "bankhub-testkit " + (version == null ? "(unknown version)" : version);
  }
}
