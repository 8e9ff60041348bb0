package io.github.bankhub.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures bankhub beside its peers, in turns, and writes the ratios to {@code
 * docs/performance.md}. Each figure is the median of the rounds; each ratio is the median of the
 * ratios of single rounds, so a slow moment of the machine hits both sides.
 */
public final class Benchmark {

  private static final Path PAGE = Path.of("docs/performance.md");

  /** The clients: name, module, main class. The first is the reference. */
  private static final List<List<String>> CLIENTS =
      List.of(
          List.of("raw socket + Jackson", "raw", "RawSocket"),
          List.of("bankhub", "bankhub", "BankHubClient"),
          List.of("HttpClient 5 by hand", "hc5", "HttpClient5"),
          List.of("feign-hc5 as it comes", "feign", "FeignHc5"),
          List.of("OkHttp + Jackson", "okhttp", "OkHttp5"),
          List.of("plaid-java", "plaid", "Plaid"),
          List.of("stripe-java", "stripe", "Stripe"));

  private static final List<List<String>> FAKES =
      List.of(
          List.of("bankhub `BankHubServer`", "fakes", "OfflineBankHub"),
          List.of("WireMock", "wiremock", "WireMock"),
          List.of("MockServer", "mockserver", "MockServer"),
          List.of("JDK `HttpServer`", "raw", "JdkServer"),
          List.of("Undertow", "undertow", "Undertow"));

  /** What the figures are divided by: index in the lists above. */
  private static final int BANKHUB = 1;

  private static final List<String> FAKE_OPTIONS =
      List.of("-Xmx1g", "-Dsun.net.httpserver.nodelay=true");

  private final boolean isQuick;
  private final List<String> serverCore;
  private final List<String> clientCores;

  private Benchmark(boolean isQuick, boolean isPinned) {
    int cores = Runtime.getRuntime().availableProcessors();
    this.isQuick = isQuick;
    this.serverCore = isPinned ? List.of("taskset", "-c", String.valueOf(cores - 1)) : List.of();
    this.clientCores = isPinned ? List.of("taskset", "-c", "0-" + (cores - 2)) : List.of();
  }

  /** Options: {@code --quick}, {@code --pin}, {@code --only=client,throughput,…}. */
  public static void main(String[] args) throws Exception {
    List<String> options = List.of(args);
    Benchmark benchmark = new Benchmark(options.contains("--quick"), options.contains("--pin"));
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("client", benchmark::client);
    sections.put("throughput", benchmark::throughput);
    sections.put("cold", benchmark::cold);
    sections.put("server", benchmark::server);
    sections.put("memory", benchmark::memory);
    sections.put("flows", benchmark::flows);
    sections.put("closure", benchmark::closure);
    Set<String> only =
        options.stream()
            .filter(option -> option.startsWith("--only="))
            .flatMap(option -> Stream.of(option.substring(7).split(",")))
            .collect(Collectors.toSet());
    if (!sections.keySet().containsAll(only)) {
      throw new IllegalArgumentException("--only has some of " + sections.keySet());
    }
    for (Map.Entry<String, Section> section : sections.entrySet()) {
      if (only.isEmpty() || only.contains(section.getKey())) {
        long start = System.nanoTime();
        String table = benchmark.about() + "\n\n" + String.join("\n", section.getValue().lines());
        System.out.println(table + "\n");
        System.err.printf(
            "%s: %d s%n", section.getKey(), (System.nanoTime() - start) / 1_000_000_000);
        write(section.getKey(), table);
      }
    }
  }

  private interface Section {
    List<String> lines() throws Exception;
  }

  /** Replaces the text between the marks of a section. */
  private static void write(String name, String text) throws Exception {
    String page = Files.readString(PAGE);
    String begin = "<!-- " + name + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- end of " + name + " -->");
    Files.writeString(PAGE, page.substring(0, from) + text + "\n" + page.substring(to));
  }

  private String about() throws Exception {
    String cpu =
        Files.lines(Path.of("/proc/cpuinfo"))
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse("unknown processor");
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    return "%s, %s%s, %d × %s, JDK %s, load %s before."
        .formatted(
            LocalDate.now(),
            isQuick ? "`--quick`" : "full run",
            serverCore.isEmpty() ? "" : ", pinned",
            Runtime.getRuntime().availableProcessors(),
            cpu,
            System.getProperty("java.version"),
            load);
  }

  private int full(int value, int quick) {
    return isQuick ? quick : value;
  }

  private Peer fixedServer(int delayMillis) throws Exception {
    return Peer.start(serverCore, List.of(), "harness", "FixedServer", "" + delayMillis);
  }

  private List<Peer> clients(List<List<String>> clients, String uri) throws Exception {
    List<Peer> started = new ArrayList<>();
    for (List<String> client : clients) {
      started.add(Peer.start(clientCores, List.of(), client.get(1), client.get(2), uri).ready());
    }
    return started;
  }

  private List<String> client() throws Exception {
    int rounds = full(9, 3);
    int size = CLIENTS.size();
    double[][][] results = new double[size][rounds][];
    try (Peer server = fixedServer(0)) {
      List<Peer> peers = clients(CLIENTS, "http://127.0.0.1:" + server.line(""));
      for (Peer peer : peers) {
        peer.ask("run " + full(20_000, 3000));
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < size; i++) {
          int next = (i + round) % size; // Each follows another one.
          results[next][round] = peers.get(next).numbers("run " + full(3000, 500));
        }
      }
      peers.forEach(Peer::close);
    }
    List<String> lines =
        table(
            "client, p50 µs, p50 × raw socket, bankhub's p50 × this one, bankhub's p99 × this one,"
                + " bankhub's CPU × this one, p99 µs, CPU µs, KB a call");
    for (int i = 0; i < size; i++) {
      double[][] own = results[i];
      double[][] bankhub = results[BANKHUB];
      lines.add(
          row(
              label(CLIENTS.get(i)),
              number(median(own, 0) / 1000),
              times(ratio(own, results[0], 0)),
              times(ratio(bankhub, own, 0)),
              times(ratio(bankhub, own, 1)),
              times(ratio(bankhub, own, 2)),
              number(median(own, 1) / 1000),
              number(median(own, 2) / 1000),
              number(median(own, 3) / 1000)));
    }
    return lines;
  }

  private List<String> throughput() throws Exception {
    List<List<String>> clients = CLIENTS.subList(1, 5);
    int[] threads = {16, 64};
    int rounds = full(3, 1);
    double[][][] results = new double[clients.size()][threads.length][rounds];
    try (Peer server = fixedServer(20)) {
      List<Peer> peers = clients(clients, "http://127.0.0.1:" + server.line(""));
      for (int i = 0; i < peers.size(); i++) {
        for (int t = 0; t < threads.length; t++) {
          peers.get(i).ask("threads " + threads[t] + " " + full(2000, 1000));
        }
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < peers.size(); i++) {
          for (int t = 0; t < threads.length; t++) {
            results[i][t][round] =
                peers.get(i).numbers("threads " + threads[t] + " " + full(3000, 1000))[0]
                    / (threads[t] * 50);
          }
        }
      }
      peers.forEach(Peer::close);
    }
    List<String> lines = table("client, 16 threads of ideal, 64 threads of ideal");
    for (int i = 0; i < clients.size(); i++) {
      lines.add(
          row(label(clients.get(i)), number(median(results[i][0])), number(median(results[i][1]))));
    }
    return lines;
  }

  private List<String> cold() throws Exception {
    List<List<String>> clients =
        List.of(CLIENTS.get(BANKHUB), CLIENTS.get(3), CLIENTS.get(6), CLIENTS.get(0));
    Map<String, List<String>> modes = new LinkedHashMap<>();
    modes.put("JDK " + Runtime.version().feature(), List.of());
    modes.put("AppCDS", List.of("-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="));
    String java25 = System.getenv("JAVA_25_HOME");
    if (java25 != null) {
      modes.put(
          "JDK 25 with AOT cache",
          List.of("-XX:AOTCacheOutput=", "-XX:AOTCache=", java25 + "/bin/java"));
    }
    Path archives = Files.createTempDirectory(Peer.ROOT.resolve("target"), "archives");
    List<String> lines =
        table("start to the second call, bankhub ms, × feign-hc5, × stripe-java, × raw socket");
    try (Peer server = fixedServer(0)) {
      String uri = "http://127.0.0.1:" + server.line("");
      for (Map.Entry<String, List<String>> mode : modes.entrySet()) {
        double[][] millis = new double[clients.size()][full(7, 2)];
        for (int round = mode.getValue().isEmpty() ? 0 : -1; round < full(7, 2); round++) {
          for (int i = 0; i < clients.size(); i++) {
            List<String> options = new ArrayList<>();
            mode.getValue().stream().skip(2).forEach(options::add);
            if (!mode.getValue().isEmpty()) {
              // The round before the first one makes the archive.
              String file = archives.resolve(i + "-" + mode.getValue().size()).toString();
              options.add(mode.getValue().get(round < 0 ? 0 : 1) + file);
            }
            double time = startToSecondCall(clients.get(i), options, uri);
            if (round >= 0) {
              millis[i][round] = time;
            }
          }
        }
        lines.add(
            row(
                mode.getKey(),
                number(median(millis[0])),
                times(ratio(millis[0], millis[1])),
                times(ratio(millis[0], millis[2])),
                times(ratio(millis[0], millis[3]))));
      }
    }
    return lines;
  }

  private double startToSecondCall(List<String> client, List<String> options, String uri)
      throws Exception {
    long start = System.nanoTime();
    try (Peer peer = Peer.start(clientCores, options, client.get(1), client.get(2), uri, "cold")) {
      peer.line("done");
      double millis = (System.nanoTime() - start) / 1e6;
      peer.process.waitFor(); // It may write an archive.
      return millis;
    }
  }

  private List<String> server() throws Exception {
    int[] connections = {1, 8, 64};
    int rounds = full(5, 2);
    double[][][][] results = new double[FAKES.size()][connections.length][rounds][];
    double[][] cpuMicros = new double[FAKES.size()][rounds];
    List<Peer> fakes = new ArrayList<>();
    try (Peer load = Peer.start(clientCores, List.of(), "harness", "Load").ready()) {
      List<String> addresses = new ArrayList<>();
      for (List<String> fake : FAKES) {
        Peer peer = Peer.start(serverCore, FAKE_OPTIONS, fake.get(1), fake.get(2)).ready();
        fakes.add(peer);
        addresses.add(String.join(" %d %d ", peer.ask("address")));
        load.ask(addresses.get(addresses.size() - 1).formatted(8, full(5000, 1500)));
      }
      for (int round = 0; round < rounds; round++) {
        for (int c = 0; c < connections.length; c++) {
          for (int i = 0; i < FAKES.size(); i++) {
            double cpu = cpuMicros(fakes.get(i));
            results[i][c][round] =
                load.numbers(addresses.get(i).formatted(connections[c], full(2000, 700)));
            if (connections[c] == 8) {
              cpuMicros[i][round] = (cpuMicros(fakes.get(i)) - cpu) / results[i][c][round][3];
            }
          }
        }
      }
    } finally {
      fakes.forEach(Peer::close);
    }
    List<String> lines =
        table(
            "fake, requests/s at 8 connections, bankhub × this one at 1 connection, at 8, at 64,"
                + " p99 ÷ p50 at 1, CPU µs a request, bankhub's CPU × this one");
    for (int i = 0; i < FAKES.size(); i++) {
      double[][][] own = results[i];
      double[][][] bankhub = results[0];
      lines.add(
          row(
              label(FAKES.get(i)),
              number(median(own[1], 0)),
              times(ratio(bankhub[0], own[0], 0)),
              times(ratio(bankhub[1], own[1], 0)),
              times(ratio(bankhub[2], own[2], 0)),
              number(median(own[0], 2) / median(own[0], 1)),
              number(median(cpuMicros[i])),
              times(ratio(cpuMicros[0], cpuMicros[i]))));
    }
    return lines;
  }

  private static double cpuMicros(Peer peer) {
    return peer.process.info().totalCpuDuration().orElseThrow().toNanos() / 1000.0;
  }

  /** The first use of a page of memory is slow in a virtual machine. */
  private Peer inMemory() throws Exception {
    List<String> options = List.of("-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch");
    return Peer.start(clientCores, options, "fakes", "InMemory").ready();
  }

  private List<String> memory() throws Exception {
    int rounds = full(5, 2);
    double[] one = new double[rounds];
    double[] two = new double[rounds];
    double[] pauses = new double[rounds];
    int tokens = full(1_000_000, 100_000);
    int accounts = full(100_000, 20_000);
    double heap;
    double[] few;
    double[] many;
    try (Peer hub = inMemory()) {
      hub.ask("creates 1 " + full(8000, 1000));
      for (int round = 0; round < rounds; round++) {
        double[] alone = hub.numbers("creates 1 " + full(2000, 700));
        one[round] = alone[0];
        pauses[round] = alone[1];
        two[round] = hub.numbers("creates 2 " + full(2000, 700))[0];
      }
    }
    try (Peer hub = inMemory()) {
      heap = hub.numbers("heap " + tokens)[0];
    }
    try (Peer hub = inMemory()) {
      hub.ask("pages 1000");
      few = hub.numbers("pages 1000");
      many = hub.numbers("pages " + accounts);
    }
    List<String> lines = table("in memory, figure, ratio");
    lines.add(
        row(
            "creates a second between pauses of the collector, one thread",
            number(median(one)),
            "1"));
    lines.add(row("the same, two threads together", number(median(two)), times(ratio(two, one))));
    lines.add(
        row(
            "part of the time in pauses, one thread",
            "%.0f %%".formatted(100 * median(pauses)),
            "every link token is kept"));
    lines.add(
        row(
            "heap of %,d link tokens, MB".formatted(tokens),
            number(heap / 1e6),
            "%s bytes each".formatted(number(heap / tokens))));
    lines.add(
        row(
            "one of %,d accounts, µs; beside 1,000".formatted(accounts),
            number(many[4] / 1000),
            times(many[4] / few[4])));
    lines.add(
        row(
            "first page of %,d accounts, µs; beside 1,000".formatted(accounts),
            number(many[0] / 1000),
            times(many[0] / few[0])));
    lines.add(
        row("last page, µs; beside the first", number(many[2] / 1000), times(many[2] / many[0])));
    lines.add(
        row(
            "KB that the first page allocates; beside 1,000",
            number(many[1] / 1000),
            times(many[1] / few[1])));
    lines.add(
        row(
            "KB that the last page allocates; beside the first",
            number(many[3] / 1000),
            times(many[3] / many[1])));
    return lines;
  }

  private List<String> flows() throws Exception {
    int rounds = full(5, 2);
    double[] inMemory = new double[rounds];
    double[] overHttp = new double[rounds];
    try (Peer hub = inMemory()) {
      hub.ask("flows " + full(8000, 1000));
      hub.ask("http-flows " + full(3000, 1000));
      for (int round = 0; round < rounds; round++) {
        inMemory[round] = hub.numbers("flows " + full(2000, 700))[0];
        overHttp[round] = hub.numbers("http-flows " + full(2000, 700))[0];
      }
    }
    List<String> lines = table("flow, flows a second, beside HTTP");
    lines.add(row("in memory", number(median(inMemory)), times(ratio(inMemory, overHttp))));
    lines.add(row("over HTTP", number(median(overHttp)), "1"));
    lines.add("");
    lines.addAll(starts(rounds));
    return lines;
  }

  private List<String> starts(int rounds) throws Exception {
    double[][] millis = new double[FAKES.size()][rounds];
    List<Peer> fakes = new ArrayList<>();
    for (List<String> fake : FAKES) {
      fakes.add(Peer.start(serverCore, FAKE_OPTIONS, fake.get(1), fake.get(2)).ready());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < fakes.size(); i++) {
        millis[i][round] = fakes.get(i).numbers("start " + full(20, 10))[0] / 1e6;
      }
    }
    fakes.forEach(Peer::close);
    List<String> lines = table("start in a warm JVM, ms, bankhub × this one");
    for (int i = 0; i < FAKES.size(); i++) {
      lines.add(
          row(label(FAKES.get(i)), number(median(millis[i])), times(ratio(millis[0], millis[i]))));
    }
    return lines;
  }

  private List<String> closure() throws Exception {
    List<String> lines = table("client, jars, bytes, bankhub's bytes × this one");
    double bankhub = Costs.bytes(Costs.jars("bankhub"));
    for (List<String> client : CLIENTS) {
      List<Path> jars = Costs.jars(client.get(1));
      lines.add(
          row(
              label(client),
              "" + jars.size(),
              String.format(Locale.ROOT, "%,.0f", Costs.bytes(jars)),
              times(bankhub / Costs.bytes(jars))));
    }
    return lines;
  }

  /** The name, and the first jar with its version. */
  private static String label(List<String> candidate) throws IOException {
    String jar = Costs.jars(candidate.get(1)).get(0).getFileName().toString();
    return candidate.get(2).equals("JdkServer")
        ? candidate.get(0)
        : "%s (%s)".formatted(candidate.get(0), jar.replaceAll("\\.jar$", ""));
  }

  private static List<String> table(String titles) {
    List<String> columns = List.of(titles.split(", "));
    List<String> lines = new ArrayList<>();
    lines.add(row(columns.toArray(String[]::new)));
    lines.add("|---|" + "---:|".repeat(columns.size() - 1));
    return lines;
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double median(double[][] rounds, int column) {
    return median(column(rounds, column));
  }

  private static double[] column(double[][] rounds, int column) {
    return Arrays.stream(rounds).mapToDouble(round -> round[column]).toArray();
  }

  /** The median of the ratios of the rounds. */
  private static double ratio(double[] values, double[] others) {
    return median(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] / others[i]).toArray());
  }

  private static double ratio(double[][] values, double[][] others, int column) {
    return ratio(column(values, column), column(others, column));
  }

  private static String times(double ratio) {
    return number(ratio) + " ×";
  }

  private static String number(double value) {
    String format = value >= 1000 ? "%,.0f" : value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
