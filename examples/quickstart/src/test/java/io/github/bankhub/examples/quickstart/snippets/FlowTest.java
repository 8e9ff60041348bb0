package io.github.bankhub.examples.quickstart.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.webhook.WebhookReader;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.junit.Transport;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FlowTest {

  @Nested
  @BankHubTest(Transport.HTTP) // or Transport.IN_MEMORY
  class LinkingTest {
    @Test
    void a_user_links_an_account(BankHub hub, Control control, WebhookInbox inbox) {
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
      control.hostedPage(token.hostedLink()).finishSuccessfully();

      BankAccountEvent.Linked event = inbox.await(BankAccountEvent.Linked.class);
      assertThat(event.linkTokenXid()).contains(token.xid());
    }
  }

  @Nested
  @BankHubTest(Transport.IN_MEMORY)
  class Linking_in_memory extends LinkingTest {}

  @Nested
  @BankHubTest(Transport.HTTP) // or Transport.IN_MEMORY
  class FlowOverHttpTest {
    @Test
    void a_user_links_an_account(BankHub hub, Control control, WebhookInbox inbox) {
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      SandboxAccount account = SandboxAccount.of("MBBank", "0123456789");

      LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
      control.hostedPage(token.hostedLink()).linkSuccessfully(account);

      WebhookRequest webhook = inbox.await("BANK_ACCOUNT_LINKED");
      WebhookEvent event =
          new WebhookReader(inbox.secret()).read(webhook.headers(), webhook.body());
      assertThat(event.linkTokenXid()).contains(token.xid());

      assertThat(hub.bankAccounts().all(BankAccountQuery.ALL.ofCompany(company)))
          .extracting(BankAccount::xid)
          .containsExactly(((BankAccountEvent.Linked) event).bankAccountXid());
    }
  }

  @Nested
  @BankHubTest(Transport.IN_MEMORY)
  class Flow_in_memory extends FlowOverHttpTest {}
}
