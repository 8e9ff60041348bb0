package io.github.bankhub.benchmark;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** One library in a process of its own. Reads commands from the standard input, a line each. */
public final class Candidate {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Candidate() {}

  /** A create call. */
  @FunctionalInterface
  public interface Call {
    void run() throws Exception;
  }

  /** Makes the client, which all calls share. */
  @FunctionalInterface
  public interface Connector {
    Call connect(URI uri) throws Exception;
  }

  /** A started fake, the access token that its create call needs, and how it is closed. */
  public record Fake(int port, String token, AutoCloseable closing) {
    public Fake(int port, AutoCloseable closing) {
      this(port, "t0ken", closing);
    }
  }

  /** Starts a fake. */
  @FunctionalInterface
  public interface Starter {
    Fake start() throws Exception;
  }

  /** Runs a client: {@code main(uri, "cold")} makes two calls, {@code main(uri)} reads commands. */
  public static void client(String[] args, Connector connector) throws Exception {
    Call call = connector.connect(URI.create(args[0]));
    if (args.length > 1) {
      call.run();
      call.run();
      System.out.println(
          "done " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
      System.out.flush();
      System.exit(0); // Some libraries leave threads behind. A CDS archive needs a normal exit.
    }
    commands(
        words ->
            switch (words[0]) {
              case "run" -> run(call, Integer.parseInt(words[1]));
              case "threads" ->
                  throughput(call, Integer.parseInt(words[1]), Long.parseLong(words[2]));
              case "count" -> count(call, Integer.parseInt(words[1]));
              default -> throw new IllegalArgumentException(words[0]);
            });
  }

  /** Runs a fake: starts it, then reads commands. */
  public static void fake(Starter starter) throws Exception {
    Fake fake = starter.start();
    commands(
        words ->
            switch (words[0]) {
              case "address" -> fake.port() + " " + fake.token();
              case "start" -> start(starter, Integer.parseInt(words[1]));
              default -> throw new IllegalArgumentException(words[0]);
            });
  }

  /** Answers a command. */
  @FunctionalInterface
  public interface Command {
    String answer(String... words) throws Exception;
  }

  /** Answers the commands of the standard input until it ends. */
  public static void commands(Command command) throws Exception {
    System.out.println("ready");
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println("= " + command.answer(line.split(" ")));
    }
    System.exit(0);
  }

  /** p50 and p99 in ns; CPU time in ns and allocated bytes of a call, of all Java threads. */
  private static String run(Call call, int calls) throws Exception {
    long[] nanos = new long[calls];
    long cpu = cpu();
    long bytes = bytes();
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call.run();
      nanos[i] = System.nanoTime() - start;
    }
    bytes = bytes() - bytes;
    cpu = cpu() - cpu;
    return percentiles(nanos, calls) + " " + cpu / calls + " " + bytes / calls;
  }

  static String percentiles(long[] nanos, int count) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return count == 0 ? "0 0" : sorted[count / 2] + " " + sorted[count * 99 / 100];
  }

  /** Calls per second of several threads. */
  private static String throughput(Call call, int threads, long millis) throws Exception {
    LongAdder calls = new LongAdder();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
    for (int i = 0; i < threads; i++) {
      pool.submit(
          () -> {
            while (System.nanoTime() < end) {
              call.run();
              calls.increment();
            }
            return null;
          });
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    return rate(calls.sum(), start);
  }

  static String rate(long calls, long start) {
    return String.format(Locale.ROOT, "%.1f", calls * 1e9 / (System.nanoTime() - start));
  }

  /**
   * Bytes, started threads and exceptions of all calls together. A file that does not exist marks
   * the begin and the end for strace.
   */
  private static String count(Call call, int calls) throws Exception {
    long threads = THREADS.getTotalStartedThreadCount();
    Files.exists(Path.of("/bankhub-begin"));
    long bytes = bytes();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    bytes = bytes() - bytes;
    Files.exists(Path.of("/bankhub-end"));
    threads = THREADS.getTotalStartedThreadCount() - threads;
    return bytes + " " + threads + " " + exceptions(call, calls);
  }

  private static long exceptions(Call call, int calls) throws Exception {
    Path file = Files.createTempFile("exceptions", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.JavaExceptionThrow");
      recording.start();
      Thread caller = Thread.currentThread();
      for (int i = 0; i < calls; i++) {
        call.run();
      }
      recording.stop();
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getThread().getJavaThreadId() == caller.getId())
          .count();
    } finally {
      Files.delete(file);
    }
  }

  private static long cpu() {
    return sum(THREADS.getThreadCpuTime(THREADS.getAllThreadIds()));
  }

  private static long bytes() {
    return sum(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()));
  }

  /** A thread that has ended has -1. */
  private static long sum(long[] values) {
    return Arrays.stream(values).filter(value -> value > 0).sum();
  }

  /** The first start in this JVM after the one that it began with, and the median, in ns. */
  private static String start(Starter starter, int times) throws Exception {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      Fake fake = starter.start();
      nanos[i] = System.nanoTime() - start;
      fake.closing().close();
    }
    return percentiles(nanos, times);
  }
}
