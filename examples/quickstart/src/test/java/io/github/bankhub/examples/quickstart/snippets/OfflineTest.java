package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.SandboxAccount;
import org.junit.jupiter.api.Test;

class OfflineTest {

  @Test
  void the_adapter_calls_the_offline_hub() {
    try (BankHubServer server = BankHubServer.start(InMemoryBankHub.create())) {
      Control control = server.hub().control();
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      BankHubSettings settings = BankHubSettings.of(server.environment(), control.credentials());
      try (FeignBankHub hub =
          FeignBankHub.builder(settings)
              .clock(control.clock()) // fixed until the test advances it
              .build()) {
        assertThat(hub.linkTokens().create(LinkTokenRequest.link(company))).isNotNull();
      }
    }
  }

  @Test
  @BankHubTest
  void a_user_enters_a_wrong_password(BankHub hub, Control control) {
    SandboxAccount account = SandboxAccount.of("MBBank", "0123456789");
    LinkToken token =
        hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("CONG TY TNHH ABC")));

    HostedPage page = control.hostedPage(token.hostedLink());
    page.chooseBank("MBBank").enter(account).otp("00000000");
    assertThat(page.view().rejection()).contains(BankRejection.OTP_WRONG);

    page.otp(account.otp());
    assertThat(page.step()).isEqualTo(PageStep.LINKED);
  }
}
