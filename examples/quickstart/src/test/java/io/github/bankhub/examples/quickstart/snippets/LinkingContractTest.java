package io.github.bankhub.examples.quickstart.snippets;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.LinkingApplicationContract;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Nested;

class LinkingContractTest {

  /** Stands for the application of the reader. */
  private static final class MyApplication {
    private final InMemoryBankHub hub;
    private final CompanyXid company;
    private final Deduplicator deduplicator = Deduplicator.inMemory();
    private final LinkTokenReferences references = LinkTokenReferences.inMemory();
    private final Queue<LinkToken> tokens = new ConcurrentLinkedQueue<>();
    private final Map<BankAccountXid, String> users = new ConcurrentHashMap<>();

    MyApplication(InMemoryBankHub hub) {
      this.hub = hub;
      this.company = hub.control().addCompany("CONG TY TNHH ABC");
      hub.control()
          .webhooks()
          .deliverTo(
              request -> {
                handle(request.event());
                return 200;
              },
              new WebhookSecret("whsec-test"));
    }

    HostedLink startLinking(String user) {
      LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
      references.save(token, user);
      tokens.add(token);
      return token.hostedLink();
    }

    List<BankAccountXid> linkedAccounts(String user) {
      return users.keySet().stream().filter(it -> users.get(it).equals(user)).toList();
    }

    void reconcile() {
      for (LinkToken token : tokens) {
        hub.linkTokens().get(token.secret()).webhookEvents().forEach(this::handle);
      }
    }

    private void handle(WebhookEvent event) {
      if (event instanceof BankAccountEvent.Linked linked && deduplicator.claim(event)) {
        event
            .linkTokenXid()
            .flatMap(references::find)
            .ifPresent(user -> users.put(linked.bankAccountXid(), user));
      }
    }
  }

  @Nested
  class MyLinkingTest extends LinkingApplicationContract {
    private final InMemoryBankHub hub = InMemoryBankHub.create();
    private final MyApplication application = new MyApplication(hub);

    @Override
    protected InMemoryBankHub hub() {
      return hub;
    }

    @Override
    protected HostedLink startLinking(String user) {
      return application.startLinking(user);
    }

    @Override
    protected List<BankAccountXid> linkedAccounts(String user) {
      return application.linkedAccounts(user);
    }

    @Override
    protected void reconcile() {
      application.reconcile();
    }
  }
}
