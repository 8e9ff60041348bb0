package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookEventVisitor;
import io.github.bankhub.domain.history.LinkOutcome;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.junit.Transport;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The example of docs/receiving.md that completes an event and recovers lost ones. */
class CompleteTest {

  @Nested
  @BankHubTest(Transport.HTTP)
  class Over_http {
    @Test
    void an_event_is_completed_and_lost_events_are_recovered(
        BankHub hub, Control control, WebhookInbox inbox) {
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
      control
          .hostedPage(token.hostedLink())
          .linkSuccessfully(SandboxAccount.of("MBBank", "0123456789"));
      BankAccountEvent.Linked linked = inbox.await(BankAccountEvent.Linked.class);
      Deduplicator deduplicator = Deduplicator.inMemory();
      deduplicator.claim(linked);
      List<String> handled = new ArrayList<>();
      WebhookEventVisitor<Boolean> handler = event -> handled.add(event.name());

      BankAccountDetails account = hub.bankAccounts().complete(linked);
      String user = account.accountHolderName().orElse("unknown");

      LinkTokenDetails details = hub.linkTokens().get(token.secret());
      for (WebhookEvent event : details.webhookEvents()) {
        if (deduplicator.claim(event)) {
          event.accept(handler);
        }
      }

      LinkTokenDetails attempt = hub.linkTokens().get(token.secret());
      LinkOutcome outcome = attempt.outcome();
      Optional<CompanyXid> owner = attempt.bankAccountXid().map(hub.bankAccounts()::companyOf);

      assertThat(outcome).isEqualTo(LinkOutcome.LINKED);
      assertThat(owner).contains(company);
      assertThat(user).isEqualTo("NGUYEN VAN A");
      assertThat(account.companyXid()).contains(company);
      assertThat(handled)
          .contains("LINK_TOKEN_CREATED", "LINK_SESSION_COMPLETED")
          .doesNotContain("BANK_ACCOUNT_LINKED");
    }
  }

  @Nested
  @BankHubTest(Transport.IN_MEMORY)
  class In_memory extends Over_http {}
}
