package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookEventVisitor;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What docs/receiving.md shows to complete an event, and to make up for lost ones. */
class CompleteTest {

  @Nested
  @BankHubTest(Transport.HTTP)
  class Over_http {
    @Test
    void an_event_is_completed_and_a_lost_one_made_up_for(
        BankHub hub, Control control, WebhookInbox inbox) {
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
      control
          .hostedPage(token.hostedLink())
          .linkSuccessfully(SandboxAccount.of("MBBank", "0123456789"));
      BankAccountEvent.Linked linked = inbox.await(BankAccountEvent.Linked.class);
      Deduplicator sight = Deduplicator.inMemory();
      sight.claim(linked);
      List<String> worked = new ArrayList<>();
      WebhookEventVisitor<Boolean> work = event -> worked.add(event.name());

      BankAccountDetails account = hub.bankAccounts().get(linked.bankAccountXid());
      String user = account.accountHolderName().orElse("unknown");

      LinkTokenDetails details = hub.linkTokens().get(token.secret());
      for (WebhookEvent event : details.webhookEvents()) {
        if (sight.claim(event)) {
          event.accept(work);
        }
      }

      assertThat(user).isEqualTo("NGUYEN VAN A");
      assertThat(account.companyXid()).contains(company);
      assertThat(worked)
          .contains("LINK_TOKEN_CREATED", "LINK_SESSION_COMPLETED")
          .doesNotContain("BANK_ACCOUNT_LINKED");
    }
  }

  @Nested
  @BankHubTest(Transport.IN_MEMORY)
  class In_memory extends Over_http {}
}
