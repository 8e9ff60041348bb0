package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.testkit.sample.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program in its own process, started in an empty folder with a Java runtime alone.
 */
class OfflineJarIT {

  // The inbox does not know the hub of another process, nor how far it is.
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Path JAR = Path.of(System.getProperty("bankhub.offline.jar"));
  private static final long MAX_BYTES = 5_000_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(30))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @TempDir private Path folder;

  private Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("BANKHUB_"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** Reads what the program prints until it runs. */
  private static String started(Process process) throws IOException {
    StringBuilder text = new StringBuilder();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      text.append(line).append('\n');
      if (line.startsWith("Started in ")) {
        return text.toString();
      }
    }
    throw new AssertionError("the program ended: " + text);
  }

  private static String valueOf(String label, String text) {
    Matcher line = Pattern.compile("(?m)^" + label + ": +(\\S+)").matcher(text);
    assertThat(line.find()).as(text).isTrue();
    return line.group(1);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String field(String name, HttpResponse<String> response) {
    Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(response.body());
    assertThat(field.find()).as(response.body()).isTrue();
    return field.group(1);
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void gives_a_token_a_link_its_page_and_a_webhook() throws Exception {
    try (WebhookInboxServer inbox = WebhookInboxServer.start()) {
      Process process =
          java(
              "--port", "0",
              "--webhook-url", inbox.url().toString(),
              "--webhook-secret", "s3cr3t");
      try {
        String text = started(process);
        String base = valueOf("Base URL", text);
        String client = valueOf("Client id", text) + ":" + valueOf("Client secret", text);
        String token =
            field(
                "access_token",
                send(
                    HttpRequest.newBuilder(URI.create(base + "/v1/token"))
                        .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(client.getBytes(UTF_8)))
                        .POST(BodyPublishers.noBody())));
        HttpResponse<String> created =
            send(
                HttpRequest.newBuilder(URI.create(base + "/v1/link-token/create"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"company_xid\":\"%s\",\"purpose\":\"LINK_BANK_ACCOUNT\"}"
                                .formatted(Samples.COMPANY))));
        assertThat(created.statusCode()).isEqualTo(201);
        String link = field("hosted_link_url", created);
        assertThat(link).startsWith(base + "/link/");
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(link)));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Usage sample");
        assertThat(inbox.inbox().await("LINK_TOKEN_CREATED", LONG).headers())
            .containsEntry("X-Secret-Key", List.of("s3cr3t"));
      } finally {
        stop(process);
      }
    }
  }

  @Test
  void saves_its_state_when_it_is_terminated() throws Exception {
    String[] arguments = {"--port", "0", "--empty", "--state-file", "state.json"};
    Process first = java(arguments);
    String base = valueOf("Base URL", started(first));
    send(
        HttpRequest.newBuilder(URI.create(base + "/_testkit/companies"))
            .POST(BodyPublishers.ofString("{\"full_name\":\"ABC\",\"xid\":\"cmp_1\"}")));
    stop(first);
    assertThat(Files.readString(folder.resolve("state.json"))).contains("cmp_1");

    Process second = java(arguments);
    try {
      assertThat(started(second)).contains("Company:       cmp_1  ABC");
    } finally {
      stop(second);
    }
  }

  @Test
  void exits_with_status_2_if_an_option_is_invalid() throws Exception {
    Process process = java("--port", "http");
    assertThat(output(process)).startsWith("--port is http; expected a number from 0 to 65535");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void knows_its_version() throws Exception {
    Process process = java("--version");
    assertThat(output(process).strip()).matches("bankhub-testkit [0-9].*");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void is_small_and_contains_only_what_it_needs() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(entry -> entry.getName()).toList();
      assertThat(names)
          .contains(
              "META-INF/LICENSE",
              "META-INF/NOTICE",
              "META-INF/FastDoubleParser-LICENSE",
              "META-INF/bankhub-LICENSE",
              "META-INF/jmustache-LICENSE")
          .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("au/com/dius/"))
          .noneMatch(name -> name.endsWith("module-info.class"));
      assertThat(names.stream().filter(name -> name.endsWith(".class")))
          .allMatch(
              name ->
                  name.matches(
                      "(META-INF/versions/\\d+/)?(io/github/bankhub/|com/fasterxml/jackson/"
                          + "|com/samskivert/mustache/).*"));
    }
  }
}
