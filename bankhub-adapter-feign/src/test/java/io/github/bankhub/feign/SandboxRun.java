package io.github.bankhub.feign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Compares SePay's sandbox with the offline Bank Hub: {@code mvn -Psandbox}. It writes a report and
 * recordings without secrets to {@code target/sandbox}. No default build runs it.
 */
class SandboxRun {

  private static final Path FOLDER = Path.of("target", "sandbox");
  private static final String COMPANY = "BANKHUB_SANDBOX_COMPANY_XID";
  private static final String WRITE = "BANKHUB_SANDBOX_WRITE";

  @Test
  void writes_a_report_and_recordings() throws IOException {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    assumeTrue(
        environment.containsKey("BANKHUB_CLIENT_ID")
            && environment.containsKey("BANKHUB_CLIENT_SECRET"),
        "set BANKHUB_CLIENT_ID, BANKHUB_CLIENT_SECRET and BANKHUB_ENVIRONMENT");
    Optional<CompanyXid> company =
        Optional.ofNullable(environment.remove(COMPANY)).map(CompanyXid::new);
    boolean mayWrite = "true".equals(environment.remove(WRITE));
    BankHubSettings settings = BankHubSettings.fromEnvironment(environment);
    URI base = settings.environment().baseUri();
    List<Parity.Seen> seen = Parity.of(base, settings.credentials(), company, mayWrite);
    Parity.write(seen, FOLDER.resolve("recordings"));
    String date = LocalDate.now(ZoneOffset.UTC).toString();
    String report = Parity.report(date, offline(), seen);
    if (company.isPresent()) {
      report +=
          SandboxRules.report(
              SandboxRules.run(
                  new SandboxRules.Target(
                      settings.environment(), settings.credentials(), company.get(), mayWrite)));
    } else {
      report += "\nSet " + COMPANY + " to run the rules of the contracts, too.\n";
    }
    Files.writeString(FOLDER.resolve("report-" + date + ".md"), report);
    Parity.recordings(seen).values().forEach(CorpusTest::assertIsRead);
  }

  private static List<Parity.Seen> offline() {
    try (InMemoryBankHub hub = ParityTest.hub();
        BankHubServer server = BankHubServer.start(hub)) {
      return Parity.of(
          server.baseUri(), hub.control().credentials(), Optional.of(Samples.COMPANY), true);
    }
  }
}
