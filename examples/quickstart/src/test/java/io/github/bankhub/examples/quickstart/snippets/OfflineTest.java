package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.BankHubSettings;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.testkit.control.Control;
import io.github.bankhub.testkit.fake.InMemoryBankHub;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.page.BankRefusal;
import io.github.bankhub.testkit.page.HostedPage;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.server.BankHubServer;
import org.junit.jupiter.api.Test;

class OfflineTest {

  @Test
  void the_adapter_talks_to_the_offline_hub() {
    try (BankHubServer server = BankHubServer.start(InMemoryBankHub.create())) {
      Control control = server.hub().control();
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      BankHubSettings settings = BankHubSettings.of(server.environment(), control.credentials());
      try (FeignBankHub hub =
          FeignBankHub.builder(settings)
              .clock(control.clock()) // it stands still until you turn it
              .build()) {
        assertThat(hub.linkTokens().create(LinkTokenRequest.link(company))).isNotNull();
      }
    }
  }

  @Test
  @BankHubTest
  void a_user_mistypes_the_password(BankHub hub, Control control) {
    SandboxAccount account = SandboxAccount.of("MBBank", "0123456789");
    LinkToken token =
        hub.linkTokens().create(LinkTokenRequest.link(control.addCompany("CONG TY TNHH ABC")));

    HostedPage page = control.hostedPage(token.hostedLink());
    page.chooseBank("MBBank").enter(account).otp("00000000");
    assertThat(page.view().refusal()).contains(BankRefusal.OTP_WRONG);

    page.otp(account.otp());
    assertThat(page.step()).isEqualTo(PageStep.LINKED);
  }
}
