package io.github.bankhub.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A process of the benchmark, and what it answers. */
final class Peer implements AutoCloseable {

  static final Path ROOT = Path.of("examples/benchmark");

  final String name;
  final Process process;
  private final PrintStream in;
  private final BufferedReader out;

  private Peer(String name, List<String> command) throws IOException {
    this.name = name;
    Path log = Files.createDirectories(ROOT.resolve("target")).resolve("errors.log");
    this.process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    this.in = new PrintStream(process.getOutputStream(), true);
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream()));
  }

  /** Starts a main class of a module. The prefix is a command, such as taskset, with arguments. */
  static Peer start(List<String> prefix, List<String> options, String module, String... main)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    if (options.isEmpty() || !options.get(0).endsWith("/java")) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }
    command.addAll(options);
    List<String> jars = new ArrayList<>(List.of(jar(module)));
    jars.addAll(libraries(module));
    command.addAll(List.of("-cp", String.join(":", jars)));
    command.add("io.github.bankhub.benchmark." + main[0]);
    command.addAll(List.of(main).subList(1, main.length));
    return new Peer(module, command);
  }

  static String jar(String module) {
    return ROOT.resolve(module + "/target/candidate.jar").toString();
  }

  /** The class path of a module without its own classes. */
  static List<String> libraries(String module) throws IOException {
    Path file = ROOT.resolve(module + "/target/classpath");
    if (!Files.exists(file)) {
      return List.of();
    }
    return Stream.of(Files.readString(file).trim().split(":")).filter(s -> !s.isEmpty()).toList();
  }

  Peer ready() throws IOException {
    line("ready");
    return this;
  }

  /** The next line that begins with the text: libraries may print too. */
  String line(String begin) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(begin)) {
        return line.substring(begin.length()).trim();
      }
    }
    throw new IOException(name + " has ended: see examples/benchmark/target/errors.log");
  }

  String[] ask(String command) throws IOException {
    in.println(command);
    return line("= ").split(" ");
  }

  double[] numbers(String command) throws IOException {
    return Stream.of(ask(command)).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public void close() {
    in.close();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
