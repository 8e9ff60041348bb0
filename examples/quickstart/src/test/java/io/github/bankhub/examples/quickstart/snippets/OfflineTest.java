package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.control.Control;
import io.github.bankhub.testkit.control.TestClock;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OfflineTest {

  @Nested
  @BankHubTest
  class CheckoutTest {
    @Test
    void a_link_token_ends_after_half_an_hour(BankHub hub, Control control, TestClock clock) {
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      BankAccountXid account =
          control.addBankAccount(company, SandboxAccount.of("MBBank", "0123456789"));

      LinkToken token = hub.linkTokens().create(LinkTokenRequest.unlink(company, account));

      clock.advance(Duration.ofMinutes(30));
      assertThat(token.hasExpiredAt(clock.instant())).isTrue();
    }
  }
}
