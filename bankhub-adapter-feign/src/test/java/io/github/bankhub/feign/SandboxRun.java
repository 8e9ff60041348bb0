package io.github.bankhub.feign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Compares SePay's sandbox with the offline Bank Hub: {@code mvn -Psandbox}. It writes a report and
 * recordings without secrets to {@code target/sandbox}. No default build runs it.
 */
class SandboxRun {

  private static final Path FOLDER = Path.of("target", "sandbox");

  @Test
  void writes_a_report_and_recordings() throws IOException {
    Map<String, String> environment = System.getenv();
    assumeTrue(
        environment.containsKey("BANKHUB_CLIENT_ID")
            && environment.containsKey("BANKHUB_CLIENT_SECRET"),
        "set BANKHUB_CLIENT_ID, BANKHUB_CLIENT_SECRET and BANKHUB_ENVIRONMENT");
    BankHubSettings settings = BankHubSettings.fromEnvironment(environment);
    List<Parity.Seen> seen = Parity.of(settings.environment().baseUri(), settings.credentials());
    try (InMemoryBankHub hub =
            InMemoryBankHub.builder().data(control -> control.addSamples()).build();
        BankHubServer server = BankHubServer.start(hub)) {
      List<Parity.Seen> offline = Parity.of(server.baseUri(), hub.control().credentials());
      String date = LocalDate.now(ZoneOffset.UTC).toString();
      Files.createDirectories(FOLDER);
      Files.writeString(
          FOLDER.resolve("report-" + date + ".md"), Parity.report(date, offline, seen));
    }
    Files.writeString(
        FOLDER.resolve("recordings.json"),
        new JsonMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(seen.stream().map(Parity.Seen::recording).toList()));
    seen.forEach(one -> ParityTest.assertIsRead(one.recording()));
  }
}
