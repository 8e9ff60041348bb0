package io.github.bankhub.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.testkit.fake.InMemoryBankHub;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OfflineBankHubTest {

  @Test
  void tells_all_that_is_needed_to_call_it() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InMemoryBankHub hub = InMemoryBankHub.create();
    try (BankHubServer server = BankHubServer.start(hub)) {
      OfflineBankHub.describe(server, new PrintStream(out, true, StandardCharsets.UTF_8));
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("base URL       " + server.baseUri())
          .contains(hub.control().credentials().clientSecret().reveal())
          .contains("company        d3dafd01-e06b-11f0-b29e-52c7e9b4f41b")
          .contains("bank account   f414b73c-eebe-11f0-b16e-52c7e9b4f41b")
          .contains("in a browser: " + server.baseUri() + "/_testkit/demo")
          .contains("curl -s -X POST -u '" + hub.control().credentials().clientId() + ":")
          .contains("curl -s '" + server.baseUri() + "/v1/link-token/create'")
          .contains("they open nothing of SePay's");
    }
  }

  @Test
  void runs_until_it_is_stopped() {
    // Interrupted beforehand, it starts, describes itself, and stops where it would wait.
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> OfflineBankHub.main(new String[] {"0"}));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void refuses_what_is_no_port() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OfflineBankHub.main(new String[] {"http"}));
  }
}
