import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The time from the start of a process to the end of its second call. All programs start in turns,
 * because the speed of a machine changes.
 *
 * <p>Arguments: the folder for archives, the class path of each of the two programs, and the page
 * to update.
 */
public final class StartUp {

  private static final int ROUNDS = Integer.getInteger("rounds", 15);
  private static final String BEGIN = "<!-- Written by checks/start-up. -->\n";
  private static final String END = "<!-- End. -->\n";
  private static final String TOKEN =
      "{\"access_token\":\"eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl\",\"ttl\":86400}";
  private static final String LINK =
      """
      {"xid":"7d3cdf9e-4a2a-4a5e-8b3b-5e4ad6c9c001","link_token":"5b0b2f4d9a3c4e1f8a7b6c5d4e3f2a1b",\
      "hosted_link_url":"https://hub.example/link/5b0b2f4d9a3c4e1f8a7b6c5d4e3f2a1b",\
      "expires_at":"2030-01-01 00:00:00"}""";

  private StartUp() {}

  public static void main(String[] args) throws Exception {
    Path work = Path.of(args[0]);
    HttpServer server = server();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, List<Program>> rows = new LinkedHashMap<>();
    for (Start start : starts()) {
      rows.put(
          start.name(),
          List.of(
              start.prepared(work, "BankHubStart", args[1], base),
              start.prepared(work, "FeignStart", args[2], base)));
    }
    double load = load();
    Map<Program, List<Double>> times = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (List<Program> row : rows.values()) {
        for (Program program : row) {
          times.computeIfAbsent(program, any -> new ArrayList<>()).add(program.millis(base));
        }
      }
    }
    load = Math.max(load, load());
    server.stop(0);
    write(Path.of(args[3]), machine(load) + table(rows, times));
    System.exit(0);
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/v1/token", exchange -> respond(exchange, TOKEN));
    server.createContext("/v1/link-token/create", exchange -> respond(exchange, LINK));
    server.start();
    return server;
  }

  private static void respond(HttpExchange exchange, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(201, body.length());
    exchange.getResponseBody().write(body.getBytes());
    exchange.close();
  }

  private static List<Start> starts() {
    String java17 = ProcessHandle.current().info().command().orElseThrow();
    String home25 = System.getenv("JAVA_25_HOME");
    List<Start> starts = new ArrayList<>();
    starts.add(new Start("JDK 17", java17, null, null));
    starts.add(
        new Start(
            "JDK 17, AppCDS", java17, "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="));
    if (home25 != null) {
      String java25 = home25 + "/bin/java";
      starts.add(new Start("JDK 25", java25, null, null));
      starts.add(
          new Start("JDK 25, AOT cache", java25, "-XX:AOTCacheOutput=", "-XX:AOTCache="));
    }
    return starts;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String machine(double load) throws IOException {
    String cpu =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    int processors = Runtime.getRuntime().availableProcessors();
    String loaded =
        load > processors
            ? " **The machine had other work: only the ratios mean something.**"
            : "";
    return String.format(
        Locale.ROOT,
        "%d starts each, in turns; medians. %s, %d processors, load %.1f.%s%n%n",
        ROUNDS,
        cpu,
        processors,
        load,
        loaded);
  }

  private static String table(Map<String, List<Program>> rows, Map<Program, List<Double>> times) {
    StringBuilder table =
        new StringBuilder("| start | bankhub, ms | feign-hc5, ms | ratio | ratios |\n");
    table.append("|---|---|---|---|---|\n");
    rows.forEach(
        (name, programs) -> {
          List<Double> own = times.get(programs.get(0));
          List<Double> peer = times.get(programs.get(1));
          List<Double> ratios = new ArrayList<>();
          for (int i = 0; i < own.size(); i++) {
            ratios.add(own.get(i) / peer.get(i));
          }
          table.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %.0f | %.0f | %.2f | %.2f to %.2f |%n",
                  name,
                  median(own),
                  median(peer),
                  median(ratios),
                  Collections.min(ratios),
                  Collections.max(ratios)));
        });
    return table.toString();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
  }

  private static void write(Path page, String figures) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(
        page, text.substring(0, begin) + "\n" + figures + "\n" + text.substring(text.indexOf(END)));
    System.out.print(figures);
  }

  /** A way to start: with an archive of a former run if it has options for one. */
  private record Start(String name, String java, String writeOption, String readOption) {

    Program prepared(Path work, String main, String classPath, String base) throws Exception {
      if (writeOption == null) {
        return new Program(List.of(java, "-cp", classPath, main));
      }
      String archive = work.resolve(main + "-" + name.replaceAll("\\W", "")).toString();
      new Program(List.of(java, writeOption + archive, "-cp", classPath, main)).millis(base);
      return new Program(List.of(java, readOption + archive, "-cp", classPath, main));
    }
  }

  /** A program, without its last argument. */
  private record Program(List<String> command) {

    double millis(String base) throws Exception {
      List<String> all = new ArrayList<>(command);
      all.add(base);
      long start = System.nanoTime();
      Process process = new ProcessBuilder(all).redirectError(Redirect.DISCARD).start();
      try (BufferedReader output = process.inputReader()) {
        // An archive's warnings may come first.
        for (String line = ""; !line.equals("done"); ) {
          line = output.readLine();
          if (line == null) {
            throw new IllegalStateException("failed: " + all);
          }
        }
        double millis = (System.nanoTime() - start) / 1e6;
        process.waitFor();
        return millis;
      }
    }
  }
}
