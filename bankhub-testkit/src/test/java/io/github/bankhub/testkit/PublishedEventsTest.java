package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.LinkSessionEvent;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events of whole link token lifecycles, in order, as a receiver reads them. */
class PublishedEventsTest {

  private static final SandboxAccount ACCOUNT = SandboxAccount.of("MBBank", "9876543210");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final WebhookInbox inbox = control.webhooks().inbox();

  @BeforeEach
  void addSamples() {
    control.addSamples();
  }

  private LinkToken link() {
    return hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
  }

  private LinkToken unlink() {
    return hub.linkTokens().create(LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT));
  }

  private HostedPage open(LinkToken token) {
    return control.hostedPage(token.hostedLink());
  }

  private List<WebhookEvent> published() {
    control.webhooks().awaitDeliveries();
    return inbox.events();
  }

  private List<String> names() {
    return published().stream().map(WebhookEvent::name).toList();
  }

  private <E extends WebhookEvent> List<E> published(Class<E> type) {
    return published().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void linking_publishes_seven_events() {
    LinkToken token = link();
    open(token).linkSuccessfully(ACCOUNT);

    assertThat(names())
        .containsExactly(
            "LINK_TOKEN_CREATED",
            "LINK_SESSION_INITIALIZED",
            "LINK_SESSION_STATE_CHANGED",
            "LINK_SESSION_STATE_CHANGED",
            "LINK_SESSION_STATE_CHANGED",
            "BANK_ACCOUNT_LINKED",
            "LINK_SESSION_COMPLETED");
    assertThat(published(LinkSessionEvent.StateChanged.class))
        .extracting(event -> event.state().value())
        .containsExactly(
            "REQUEST_BANK_ACCOUNT_LINK", "CONFIRM_BANK_ACCOUNT_LINK", "FINISHED_BANK_ACCOUNT_LINK");
    assertThat(published(LinkSessionEvent.StateChanged.class))
        .extracting(LinkSessionEvent.StateChanged::accountHolderName)
        .containsExactly(
            Optional.empty(), Optional.of(ACCOUNT.holder()), Optional.of(ACCOUNT.holder()));
    assertThat(published())
        .allSatisfy(event -> assertThat(event.linkTokenXid()).contains(token.xid()));
    assertThat(published().subList(1, 7))
        .extracting(event -> event.linkSessionXid().orElseThrow())
        .containsOnly(published().get(1).linkSessionXid().orElseThrow());
    assertThat(published().get(0).linkSessionXid()).isEmpty();

    BankAccountEvent.Linked linked = published(BankAccountEvent.Linked.class).get(0);
    LinkSessionEvent.Completed completed = published(LinkSessionEvent.Completed.class).get(0);
    assertThat(completed.bankAccountXid()).contains(linked.bankAccountXid());
    assertThat(completed.isUnlinked()).isFalse();
  }

  @Test
  void unlinking_publishes_five_events() {
    open(unlink()).unlinkSuccessfully();

    assertThat(names())
        .containsExactly(
            "LINK_TOKEN_CREATED",
            "LINK_SESSION_INITIALIZED",
            "LINK_SESSION_STATE_CHANGED",
            "BANK_ACCOUNT_UNLINKED",
            "LINK_SESSION_COMPLETED");
    assertThat(published(LinkTokenEvent.Created.class).get(0).purpose())
        .contains(Purpose.UNLINK_BANK_ACCOUNT);
    assertThat(published(LinkSessionEvent.StateChanged.class).get(0).state().value())
        .isEqualTo("REQUEST_BANK_ACCOUNT_UNLINK");
    assertThat(published(BankAccountEvent.Unlinked.class).get(0).bankAccountXid())
        .isEqualTo(Samples.BANK_ACCOUNT);
    assertThat(published(LinkSessionEvent.Completed.class).get(0).isUnlinked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"false, BANK_ACCOUNT_INACTIVATED", "true, BANK_ACCOUNT_INACTIVED"})
  void inactivation_is_published_in_either_spelling(boolean inactived, String name) {
    control.unlinkingInactivates(true);
    control.useInactivedSpelling(inactived);
    open(unlink()).unlinkSuccessfully();

    assertThat(names()).contains(name).endsWith("LINK_SESSION_COMPLETED");
    BankAccountXid account = published(BankAccountEvent.Inactivated.class).get(0).bankAccountXid();
    assertThat(account).isEqualTo(Samples.BANK_ACCOUNT);
  }

  @Test
  void WH_02_every_event_is_published_and_read_as_its_type() {
    Map<String, Class<? extends WebhookEvent>> types =
        Map.ofEntries(
            Map.entry("LINK_TOKEN_CREATED", LinkTokenEvent.Created.class),
            Map.entry("LINK_TOKEN_REVOKED", LinkTokenEvent.Revoked.class),
            Map.entry("LINK_TOKEN_EXPIRED", LinkTokenEvent.Expired.class),
            Map.entry("LINK_SESSION_INITIALIZED", LinkSessionEvent.Initialized.class),
            Map.entry("LINK_SESSION_REINITIALIZED", LinkSessionEvent.Reinitialized.class),
            Map.entry("LINK_SESSION_STATE_CHANGED", LinkSessionEvent.StateChanged.class),
            Map.entry("LINK_SESSION_COMPLETED", LinkSessionEvent.Completed.class),
            Map.entry("LINK_SESSION_FAILED", LinkSessionEvent.Failed.class),
            Map.entry("LINK_SESSION_ABANDONED", LinkSessionEvent.Abandoned.class),
            Map.entry("LINK_SESSION_EXPIRED", LinkSessionEvent.Expired.class),
            Map.entry("BANK_ACCOUNT_LINKED", BankAccountEvent.Linked.class),
            Map.entry("BANK_ACCOUNT_UNLINKED", BankAccountEvent.Unlinked.class),
            Map.entry("BANK_ACCOUNT_INACTIVATED", BankAccountEvent.Inactivated.class));

    hub.linkTokens().revoke(link().xid());
    open(link()).abandon().open().failWith(BankRejection.PHONE_UNKNOWN);
    open(link()).linkSuccessfully(ACCOUNT);
    control.unlinkingInactivates(true);
    open(unlink()).unlinkSuccessfully();
    control.unlinkingInactivates(false);
    open(unlink()).unlinkSuccessfully();
    open(link());
    control.clock().advance(Duration.ofMinutes(30));

    List<WebhookEvent> events = published();
    assertThat(events)
        .allSatisfy(event -> assertThat(event).isExactlyInstanceOf(types.get(event.name())));
    assertThat(events).extracting(WebhookEvent::name).containsAll(types.keySet());
    assertThat(events).extracting(WebhookEvent::xid).doesNotHaveDuplicates();
    assertThat(events).extracting(WebhookEvent::version).containsOnly("1.0");
  }

  @Test
  void an_expiry_is_published_with_its_instant_and_in_order() {
    LinkToken token = link();
    control.clock().advance(Duration.ofMinutes(5));
    open(token);
    control.clock().advance(Duration.ofHours(1));

    assertThat(published())
        .extracting(
            event ->
                Duration.between(published().get(0).timestamp(), event.timestamp()).toMinutes()
                    + " "
                    + event.name())
        .containsExactly(
            "0 LINK_TOKEN_CREATED",
            "5 LINK_SESSION_INITIALIZED",
            "20 LINK_SESSION_EXPIRED",
            "30 LINK_TOKEN_EXPIRED");
  }

  @Test
  void the_same_seed_gives_the_same_ids() {
    link();
    InMemoryBankHub twin = InMemoryBankHub.create();
    WebhookInbox other = twin.control().webhooks().inbox();
    twin.control().addSamples();
    twin.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
    twin.control().webhooks().awaitDeliveries();
    assertThat(published()).isEqualTo(other.events());
    assertThat(Set.copyOf(published())).hasSize(1);
  }
}
