package io.github.bankhub.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.feign.FeignBankHub;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The metadata for GraalVM, compared with the reflection that a program uses in its own JVM. Only
 * reflection on classes of bankhub, or by them, counts: Apache HttpClient in the adapter's jar is
 * one of them. Libraries have their own metadata.
 */
class NativeImageMetadataTest {

  private static final Map<String, NativeImageMetadata> USED = new TreeMap<>();

  @BeforeAll
  static void record(@TempDir Path folder) throws IOException, InterruptedException {
    assertThat(FeignBankHub.class.getProtectionDomain().getCodeSource().getLocation())
        .as("the packaged adapter, which contains HttpClient")
        .asString()
        .endsWith(".jar");
    Path calls = folder.resolve("calls");
    run("-javaagent:" + agent(folder.resolve("agent.jar")) + "=" + calls);
    try (Stream<String> lines = Files.lines(calls)) {
      lines.map(RecordedCall::parse).forEach(NativeImageMetadataTest::add);
    }
  }

  private static void add(RecordedCall call) {
    call.artifact()
        .ifPresent(jar -> USED.computeIfAbsent(jar, key -> new NativeImageMetadata()).add(call));
  }

  /** The agent's classes are on the class path, so its jar is only a manifest. */
  private static Path agent(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", ReflectionAgent.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }

  private static void run(String option) throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            option,
            "-cp",
            System.getProperty("surefire.test.class.path", classPath),
            RecordedProgram.class.getName());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bankhub-domain", "bankhub-adapter-feign", "bankhub-testkit"})
  void metadata_is_what_the_program_uses(String artifact) throws IOException {
    Map<String, String> used = USED.getOrDefault(artifact, new NativeImageMetadata()).files();
    String folder = "META-INF/native-image/io.github.bankhub/" + artifact;
    Path sources = Path.of("..", artifact, "src/main/resources", folder);
    if (Boolean.getBoolean("bankhub.docs.write")) {
      Files.createDirectories(sources);
      for (Map.Entry<String, String> file : used.entrySet()) {
        Files.writeString(sources.resolve(file.getKey()), file.getValue());
      }
    }

    assertThat(files(sources)).as("update it with -Dbankhub.docs.write=true").isEqualTo(used);
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> paths = Files.list(folder)) {
        for (Path path : paths.toList()) {
          files.put(path.getFileName().toString(), Files.readString(path));
        }
      }
    }
    return files;
  }
}
