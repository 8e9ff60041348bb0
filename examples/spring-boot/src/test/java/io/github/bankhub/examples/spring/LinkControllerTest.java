package io.github.bankhub.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.examples.links.LinkPage;
import io.github.bankhub.examples.links.Links;
import io.github.bankhub.examples.links.Transactions;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.junit.BankHubTest;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@BankHubTest
class LinkControllerTest {

  private Links links;
  private LinkController controller;

  @BeforeEach
  void create(BankHub hub, Control control) {
    EmbeddedDatabase database =
        new EmbeddedDatabaseBuilder()
            .setType(EmbeddedDatabaseType.H2)
            .generateUniqueName(true)
            .addScripts("META-INF/bankhub/sql/h2.sql", "links.sql")
            .build();
    TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(database));
    Transactions transactions = new LinkApplication().transactions(template, database);
    links = new Links(hub, database, transactions, control.clock());
    controller = new LinkController(links);
  }

  @Test
  void a_linked_account_belongs_to_the_user_of_the_link(Control control, WebhookInbox inbox) {
    LinkPage page = controller.open(control.addCompany("CONG TY TNHH ABC").value(), "user-7");
    control.hostedPage(HostedLink.of(page.url())).finishSuccessfully();

    WebhookRequest webhook = inbox.await("BANK_ACCOUNT_LINKED");
    links.webhooks(inbox.secret()).receive(webhook.headers(), webhook.body());

    assertThat(controller.accounts("user-7")).hasSize(1);
  }

  @Test
  void a_company_that_does_not_exist_is_not_found() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> controller.open("company-1", "user-7"))
        .satisfies(e -> assertThat(controller.failed(e).getStatusCode().value()).isEqualTo(404));
  }
}
