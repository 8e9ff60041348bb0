package io.github.bankhub.testkit.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.history.LinkSession;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.InternalService;
import io.github.bankhub.testkit.internal.lifecycle.ExpiryQueue.Expiry;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code link-token/get} and the control report about a link and its sessions. */
class LinkHistoryTest {

  private static final Duration STEP = Duration.ofMinutes(1);
  private static final SandboxAccount ACCOUNT = SandboxAccount.all().get(0);

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
  private final LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
  private final Instant start = now();

  private Instant now() {
    return hub.control().clock().instant();
  }

  private Link link(LinkToken one) {
    return InternalService.of(hub).with(s -> s.linkTokens().find(one.xid()).orElseThrow());
  }

  private LinkTokenDetails details() {
    return hub.linkTokens().get(token.secret());
  }

  private LinkSession session() {
    return details().sessions().get(0);
  }

  private HostedPage open(LinkToken one) {
    return hub.control().hostedPage(one.hostedLink());
  }

  private HostedPage openLater() {
    hub.control().clock().advance(STEP);
    return open(token);
  }

  @Test
  void a_visit_has_its_status_and_the_times_of_its_start_and_last_change() {
    HostedPage page = openLater();
    hub.control().clock().advance(STEP);
    page.chooseBank(ACCOUNT.bank());

    assertThat(session().status()).contains("Active");
    assertThat(session().state()).contains(LinkSessionState.REQUEST_BANK_ACCOUNT_LINK);
    assertThat(session().createdAt()).contains(start.plus(STEP));
    assertThat(session().updatedAt()).contains(start.plus(STEP).plus(STEP));
    assertThat(session().finishedAt()).isEmpty();
  }

  @Test
  void a_completed_visit_has_the_time_of_its_end() {
    openLater().linkSuccessfully(ACCOUNT);

    assertThat(session().status()).contains("Completed");
    assertThat(session().finishedAt()).contains(start.plus(STEP));
  }

  @Test
  void a_link_has_the_time_of_its_last_change() {
    assertThat(details().updatedAt()).contains(start);
    openLater();
    assertThat(details().createdAt()).contains(start);
    assertThat(details().updatedAt()).contains(start.plus(STEP));
  }

  @Test
  void each_opening_counts() {
    openLater();
    openLater();
    assertThat(details().fields()).extractingByKey("session_count").hasToString("2");
    assertThat(details().sessions()).hasSize(1);
  }

  @Test
  void a_dropped_link_token_is_unknown_also_to_the_first_request_with_a_secret() {
    hub.control().historySize(1);
    LinkToken kept = hub.linkTokens().create(LinkTokenRequest.link(company));
    hub.control().clock().advance(Duration.ofDays(1));

    assertThatExceptionOfType(NotFoundException.class).isThrownBy(this::details);
    assertThat(hub.linkTokens().get(kept.secret()).fields())
        .containsEntry("xid", kept.xid().value());
  }

  @Test
  void a_completed_visit_does_not_expire() {
    openLater().linkSuccessfully(ACCOUNT);
    hub.control().clock().advance(Duration.ofDays(3));
    assertThat(session().status()).contains("Completed");
  }

  @Test
  void the_events_spell_the_type_of_an_account_as_the_samples_do() {
    for (AccountType type : List.of(AccountType.PERSONAL, AccountType.BUSINESS)) {
      SandboxAccount account =
          SandboxAccount.all().stream()
              .filter(one -> one.type().equals(type))
              .findFirst()
              .orElseThrow();
      LinkToken linking = hub.linkTokens().create(LinkTokenRequest.link(company));
      open(linking).linkSuccessfully(account);
      LinkToken unlinking =
          hub.linkTokens()
              .create(
                  LinkTokenRequest.unlink(
                      company, hub.bankAccounts().list(BankAccountQuery.ALL).items().get(0).xid()));
      open(unlinking).unlinkSuccessfully();

      assertThat(types(linking)).containsOnly(type.value());
      assertThat(types(unlinking))
          .containsOnly(type.equals(AccountType.PERSONAL) ? "individual" : "enterprise");
    }
  }

  private List<Object> types(LinkToken one) {
    return link(one).events().stream()
        .flatMap(event -> Optional.ofNullable(event.metadata().get("account_type")).stream())
        .toList();
  }

  @Test
  void a_link_does_not_unlink_an_account_that_got_its_id_later_for_another_company() {
    BankAccountXid xid = new BankAccountXid("ba_1");
    hub.control().addBankAccount(xid, company, ACCOUNT);
    HostedPage late = open(hub.linkTokens().create(LinkTokenRequest.unlink(company, xid)));
    open(hub.linkTokens().create(LinkTokenRequest.unlink(company, xid))).unlinkSuccessfully();
    hub.control().addBankAccount(xid, hub.control().addCompany("CONG TY TNHH XYZ"), ACCOUNT);

    assertThat(late.confirm().step()).isEqualTo(PageStep.FAILED);
    assertThat(hub.bankAccounts().list(BankAccountQuery.ALL).items()).hasSize(1);
  }

  @Test
  void a_planned_rejection_fails_the_entry_of_an_otp_too() {
    HostedPage page = openLater().chooseBank(ACCOUNT.bank()).enter(ACCOUNT);
    hub.control().rejectNext(BankRejection.BANK_BUSY);
    assertThat(page.otp(ACCOUNT.otp()).step()).isEqualTo(PageStep.FAILED);
  }

  @Test
  void the_hub_knows_when_something_expires_next() {
    assertThat(InternalService.of(hub).nextExpiry())
        .contains(token.expiry().instant().orElseThrow());
  }

  @Test
  void the_earliest_expiry_is_next_and_a_session_ends_before_its_link_token() {
    ExpiryQueue queue = new ExpiryQueue();
    Link link = link(token);
    assertThat(queue.next()).isEmpty();

    queue.add(new Expiry(start, link, null));
    queue.add(new Expiry(start, link, new Session("s", start, start)));
    queue.add(new Expiry(start.plus(STEP), link, null));

    assertThat(queue.next()).contains(start);
    assertThat(queue.poll(start)).map(Expiry::action).contains(PageAction.SESSION_EXPIRES);
    assertThat(queue.poll(start)).map(Expiry::action).contains(PageAction.TOKEN_EXPIRES);
    assertThat(queue.poll(start)).isEmpty();
    assertThat(queue.next()).contains(start.plus(STEP));
  }

  @Test
  void the_view_of_a_page_needs_its_fields() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageFields.read(Map.of()))
        .withMessage("a page's view has no link_token_xid");
  }
}
