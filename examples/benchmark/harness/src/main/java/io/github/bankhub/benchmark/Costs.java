package io.github.bankhub.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a successful call of bankhub costs, in counts that repeat: no time is measured. The code is
 * interpreted, because the compiler's threads and its optimizations would change the counts.
 */
public final class Costs {

  private static final Path LIMITS = Path.of("checks/costs.limits");
  private static final int WARM_UP_CALLS = 300;
  private static final int CALLS = 2000;
  private static final String IO =
      "read,write,readv,writev,recvfrom,sendto,recvmsg,sendmsg,poll,ppoll,select,pselect6,"
          + "epoll_wait,epoll_pwait,epoll_ctl,fcntl,ioctl";
  private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\(.*");
  private static final Pattern VM_THREAD =
      Pattern.compile("(VM |GC |G1 |C1 |C2 |Service|Signal|Monitor|Notification|Common-C).*");

  private Costs() {}

  /** Compares the counts with {@code checks/costs.limits}, or writes it with {@code --write}. */
  public static void main(String[] args) throws Exception {
    Map<String, Double> counts = new LinkedHashMap<>();
    try (Peer server = Peer.start(List.of(), List.of(), "harness", "FixedServer", "0")) {
      String uri = "http://127.0.0.1:" + server.line("");
      perCall(uri, counts);
      try (Peer cold = Peer.start(List.of(), List.of(), "bankhub", "BankHubClient", uri, "cold")) {
        counts.put("classes_at_second_call", Double.parseDouble(cold.line("done")));
      }
    }
    closure(counts);
    if (List.of(args).contains("--write")) {
      write(counts);
    } else {
      compare(counts);
    }
  }

  private static void perCall(String uri, Map<String, Double> counts) throws Exception {
    Path trace = Files.createTempFile("strace", ".txt");
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            trace.toString(),
            "-s",
            "32",
            "-e",
            "signal=none",
            "-e",
            "trace=futex,access,faccessat,faccessat2,stat,newfstatat,statx," + IO);
    Map<String, String> names;
    double[] inJvm;
    try (Peer bankhub =
        Peer.start(strace, List.of("-Xint", "-XX:+UseSerialGC"), "bankhub", "BankHubClient", uri)) {
      bankhub.ready().ask("run " + WARM_UP_CALLS);
      inJvm = bankhub.numbers("count " + CALLS);
      names = threadNames(bankhub.process);
    }
    counts.put("bytes_per_call", inJvm[0] / CALLS);
    counts.put("started_threads", inJvm[1]);
    counts.put("exceptions", inJvm[2]);
    int io = 0;
    int futex = 0;
    boolean counting = false;
    for (String line : Files.readAllLines(trace)) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) {
        continue;
      }
      counting =
          (counting || line.contains("\"/bankhub-begin\"")) && !line.contains("\"/bankhub-end\"");
      if (counting && !VM_THREAD.matcher(names.getOrDefault(call.group(1), "")).matches()) {
        if (call.group(2).equals("futex")) {
          futex++;
        } else if (Set.of(IO.split(",")).contains(call.group(2))) {
          io++;
        }
      }
    }
    Files.delete(trace);
    counts.put("io_system_calls_per_call", (double) io / CALLS);
    counts.put("futex_calls_per_call", (double) futex / CALLS);
  }

  private static Map<String, String> threadNames(Process strace) throws IOException {
    Map<String, String> names = new HashMap<>();
    for (ProcessHandle process : strace.descendants().toList()) {
      try (var tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
        for (Path task : tasks.toList()) {
          names.put(task.getFileName().toString(), Files.readString(task.resolve("comm")).trim());
        }
      }
    }
    return names;
  }

  private static void closure(Map<String, Double> counts) throws IOException {
    List<Path> jars = jars("bankhub");
    counts.put("jars", (double) jars.size());
    counts.put("jar_bytes", bytes(jars));
  }

  /** The jars that users get: without the harness, and without a logger. */
  static List<Path> jars(String module) throws IOException {
    return Peer.libraries(module).stream()
        .filter(jar -> !jar.endsWith("/candidate.jar") && !jar.contains("/slf4j-nop"))
        .map(Path::of)
        .toList();
  }

  static double bytes(List<Path> jars) throws IOException {
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    return bytes;
  }

  private static void write(Map<String, Double> counts) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# The most that checks/costs accepts. Written by \"checks/costs --write\".");
    for (Map.Entry<String, Double> count : counts.entrySet()) {
      lines.add(count.getKey() + " " + text(withMargin(count.getKey(), count.getValue())));
      System.out.println(count.getKey() + " " + text(count.getValue()));
    }
    Files.write(LIMITS, lines);
  }

  /** For differences between JDKs, and for a response that arrives earlier or later. */
  private static double withMargin(String name, double count) {
    return switch (name) {
      case "bytes_per_call" -> Math.ceil(count * 1.03 / 100) * 100;
      case "io_system_calls_per_call" -> Math.ceil(count * 10 + 5) / 10;
      case "futex_calls_per_call" -> Math.ceil(count * 10 + 4) / 10;
      case "classes_at_second_call", "jar_bytes" -> Math.ceil(count * 1.02 / 10) * 10;
      default -> count;
    };
  }

  private static void compare(Map<String, Double> counts) throws IOException {
    boolean isMore = false;
    for (String line : Files.readAllLines(LIMITS)) {
      String[] words = line.split(" ");
      if (line.startsWith("#")) {
        continue;
      }
      double count = counts.getOrDefault(words[0], Double.NaN);
      boolean fits = count <= Double.parseDouble(words[1]);
      System.out.printf("%s %s, at most %s%n", words[0], text(count), words[1]);
      if (!fits) {
        System.err.printf("%s is %s: the limit is %s%n", words[0], text(count), words[1]);
      }
      isMore |= !fits;
    }
    if (isMore) {
      System.err.println("A call costs more than before. If it must: checks/costs --write");
      System.exit(1);
    }
  }

  private static String text(double count) {
    return count == Math.rint(count)
        ? String.format(Locale.ROOT, "%.0f", count)
        : String.format(Locale.ROOT, "%.2f", count);
  }
}
