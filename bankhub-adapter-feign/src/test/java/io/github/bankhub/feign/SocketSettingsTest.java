package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SocketSettingsTest {

  @Test
  void no_test_over_sockets_has_the_default_time_limits() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      assertThat(files.filter(SocketSettingsTest::hasDefaultLimitsOverSockets)).isEmpty();
    }
  }

  private static boolean hasDefaultLimitsOverSockets(Path file) {
    if (!file.toString().endsWith(".java") || file.endsWith("SocketSettingsTest.java")) {
      return false;
    }
    String source = read(file);
    boolean isOverSockets = source.contains("RawServer") || source.contains("BankHubServer.");
    boolean hasDefaults =
        source.contains("BankHubSettings.of(") || source.contains("withTimeouts(Timeouts.DEFAULT");
    return isOverSockets && hasDefaults;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
