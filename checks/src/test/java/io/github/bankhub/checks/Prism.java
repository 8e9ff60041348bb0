package io.github.bankhub.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A running Prism, with {@code openapi/bankhub.yaml}. It logs what it finds. */
final class Prism implements AutoCloseable {

  private static final Path COMMAND = Path.of("node_modules", ".bin", "prism");
  private static final String SPEC = "../openapi/bankhub.yaml";

  private final Process process;
  private final URI baseUri;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Map<String, CompletableFuture<String>> awaited = new ConcurrentHashMap<>();

  private Prism(Process process, int port) {
    this.process = process;
    this.baseUri = URI.create("http://127.0.0.1:" + port);
  }

  static Prism mock(String... options) {
    return start("mock", List.of(SPEC), options);
  }

  static Prism proxy(URI upstream) {
    return start("proxy", List.of(SPEC, upstream.toString()));
  }

  private static Prism start(String mode, List<String> arguments, String... options) {
    try {
      int port = freePort();
      List<String> command = new ArrayList<>(List.of(COMMAND.toString(), mode));
      command.addAll(arguments);
      command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(port)));
      command.addAll(List.of(options));
      Prism prism = new Prism(new ProcessBuilder(command).redirectErrorStream(true).start(), port);
      CompletableFuture<String> listening = prism.next("Prism is listening");
      Thread reader = new Thread(prism::readLog, "log of Prism");
      reader.setDaemon(true);
      reader.start();
      await(listening);
      return prism;
    } catch (IOException e) {
      throw new UncheckedIOException("Run npm install in checks", e);
    }
  }

  private CompletableFuture<String> next(String text) {
    return awaited.computeIfAbsent(text, key -> new CompletableFuture<>());
  }

  private static void await(CompletableFuture<String> line) {
    line.orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void readLog() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        for (String text : awaited.keySet()) {
          if (line.contains(text)) {
            awaited.remove(text).complete(line);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI baseUri() {
    return baseUri;
  }

  /**
   * {@return the requests and responses that broke the description since the last time} The log is
   * complete up to now once it has a later request.
   */
  List<String> violations() {
    String path = "/mark-" + UUID.randomUUID();
    CompletableFuture<String> mark = next(path);
    request(path);
    await(mark);
    List<String> found =
        log.stream()
            .filter(line -> line.contains("Violation:"))
            .filter(line -> !line.contains("Selected route not found")) // The request itself.
            .toList();
    log.clear();
    return found;
  }

  private void request(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(baseUri.resolve(path)).build();
      HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
