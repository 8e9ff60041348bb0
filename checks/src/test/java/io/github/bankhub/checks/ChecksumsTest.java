package io.github.bankhub.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code checksums} with a small local repository. */
class ChecksumsTest {

  private static final String JAR = "org/example/tool/1.0/tool-1.0.jar";
  private static final String POM = "org/example/tool/1.0/tool-1.0.pom";
  private static final String TESTS = "org/example/tool/1.0/tool-1.0-tests.jar";

  @TempDir private Path folder;
  private Path repository;

  @BeforeEach
  void list_two_artifacts() throws IOException, InterruptedException {
    repository = folder.resolve("repository");
    Files.copy(Path.of("checksums"), folder.resolve("checksums"));
    put(JAR, "classes");
    put(POM, "<project/>");
    assertThat(run("--write").status()).isZero();
  }

  private void put(String path, String content) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Result run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "checksums"));
    command.addAll(List.of(options));
    command.add(repository.toString());
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), printed);
  }

  @Test
  void the_list_has_the_format_of_sha256sum() throws IOException {
    assertThat(Files.readAllLines(folder.resolve("checksums.sha256")))
        .containsExactly(
            "7b3bb6b0221084182c864b67238299e01501a92c6263d00551677dbc0729450e  " + JAR,
            "618a333ca21cdc97fc758355c6127cb83ae2a1b0c892a8b7a1b726b02d378a54  " + POM);
  }

  @Test
  void equal_artifacts_pass() throws IOException, InterruptedException {
    assertThat(run("--complete"))
        .isEqualTo(
            new Result(0, "2 of 2 listed artifacts are in the repository and were compared\n"));
  }

  @Test
  void a_changed_byte_is_found() throws IOException, InterruptedException {
    put(JAR, "Classes");

    Result result = run();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.printed()).contains(JAR + " has another checksum").doesNotContain(POM);
  }

  @Test
  void an_artifact_that_is_not_listed_fails_only_in_a_complete_repository()
      throws IOException, InterruptedException {
    put(TESTS, "tests");

    assertThat(run().status()).isZero();
    Result complete = run("--complete");
    assertThat(complete.status()).isEqualTo(1);
    assertThat(complete.printed()).contains(TESTS + " is not listed").doesNotContain(JAR);
  }

  @Test
  void what_Maven_notes_and_what_this_project_builds_is_left_out()
      throws IOException, InterruptedException {
    put("org/example/tool/1.0/_remote.repositories", "");
    put("org/example/tool/1.0/tool-1.0.jar.sha1", "");
    put("org/example/tool/1.0/tool-1.0.pom.lastUpdated", "");
    put("org/example/tool/resolver-status.properties", "");
    put("org/example/tool/maven-metadata-central.xml", "");
    put("org/example/tool/1.1-SNAPSHOT/tool-1.1-SNAPSHOT.pom", "");
    put("io/github/bankhub/bankhub-domain/0.1.0/bankhub-domain-0.1.0.jar", "");

    assertThat(run("--complete").status()).isZero();
  }

  @Test
  void a_missing_artifact_is_counted() throws IOException, InterruptedException {
    Files.delete(repository.resolve(POM));

    assertThat(run())
        .isEqualTo(
            new Result(0, "1 of 2 listed artifacts are in the repository and were compared\n"));
  }

  @Test
  void a_repository_without_a_listed_artifact_fails() throws IOException, InterruptedException {
    Files.delete(repository.resolve(JAR));
    Files.delete(repository.resolve(POM));

    Result result = run();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.printed()).contains("has no listed artifact");
  }

  private record Result(int status, String printed) {}
}
