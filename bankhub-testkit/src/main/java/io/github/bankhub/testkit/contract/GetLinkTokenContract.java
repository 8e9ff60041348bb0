package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.ContractFixture.MB_BANK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.history.LinkOutcome;
import io.github.bankhub.domain.history.LinkSession;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.history.LinkTokenStatus;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.LinkTokens#get}. */
abstract class GetLinkTokenContract extends RetriedOperationContract {

  private static final LinkTokenSecret UNKNOWN = new LinkTokenSecret("a-secret-nobody-issued");
  private static final LinkTokenSecret MALFORMED = new LinkTokenSecret("no secret is like this!");
  private static final Optional<LinkTokenStatus> ACTIVE = Optional.of(LinkTokenStatus.ACTIVE);

  GetLinkTokenContract() {
    super(Operation.GET_LINK_TOKEN);
  }

  @Override
  final Executable validCall() {
    LinkToken token = fixture.existingLink();
    return () -> get(token);
  }

  @Test
  void LI_01_the_secret_selects_the_link_token() {
    LinkToken first = fixture.existingLink();
    LinkToken second = fixture.existingLink();
    assertEquals(first.xid(), get(first).xid(), "its secret selects the first one");
    assertEquals(second.xid(), get(second).xid(), "its secret selects the second one");
  }

  @Test
  void LI_02_the_details_contain_what_it_was_created_with() {
    String redirect = "https://example.com/done?user=7";
    LinkToken token =
        fixture.existing(
            fixture
                .unlink()
                .redirectTo(redirect)
                .on(Platform.MOBILE_APP)
                .in(DisplayLanguage.ENGLISH));
    LinkTokenDetails details = get(token);
    assertEquals(Optional.of(Purpose.UNLINK_BANK_ACCOUNT), details.purpose(), "the purpose");
    assertEquals(
        Optional.of(redirect), details.redirect().map(it -> it.uri().toString()), "the redirect");
    assertEquals(Optional.of(Platform.MOBILE_APP), details.platform(), "the platform");
    assertEquals(Optional.of(DisplayLanguage.ENGLISH), details.language(), "the language");
    assertEquals(Optional.of(fixture.company()), details.companyXid(), "the company");
    assertEquals(token.expiry(), details.expiry(), "the expiry is that of the creation");
  }

  @Test
  void LI_03_an_unknown_secret_is_not_found_and_not_shown() {
    inEachErrorStyle(
        () -> assertHides(UNKNOWN, assertNotFound("link_token", "***", () -> get(UNKNOWN))));
  }

  @Test
  void LI_03_a_malformed_secret_is_rejected_and_not_shown() {
    inEachErrorStyle(
        () ->
            assertHides(
                MALFORMED,
                assertThrows(
                    InvalidRequestException.class,
                    () -> get(MALFORMED),
                    "a malformed secret is an invalid request")));
  }

  @Test
  @InForeignTimeZone
  void LI_05_times_are_read_in_Vietnam_time_which_is_assumed() {
    LinkTokenDetails details = get(fixture.existingLink());
    assertEquals(Optional.of(fixture.now()), details.createdAt(), "it was created just now");
  }

  @Test
  void LI_06_its_events_can_be_read_as_webhooks() {
    LinkToken token = fixture.existingLink();
    fixture.control().hostedPage(token.hostedLink()).linkSuccessfully(MB_BANK);
    List<WebhookEvent> events = get(token).webhookEvents();
    assertInstanceOf(LinkTokenEvent.Created.class, events.get(0), "its creation comes first");
    assertTrue(
        events.stream().allMatch(event -> event.linkTokenXid().equals(Optional.of(token.xid()))),
        "each event names the link token");
    assertEquals(
        1,
        events.stream().filter(BankAccountEvent.Linked.class::isInstance).count(),
        "one event reports the linked account");
  }

  @Test
  void LI_07_the_details_list_the_visits_to_its_page() {
    LinkToken token = fixture.existingLink();
    assertEquals(List.of(), get(token).sessions(), "a new one has no visits");
    PageStep step = fixture.control().hostedPage(token.hostedLink()).step();
    assertEquals(PageStep.CHOOSE_BANK, step, "its page opens");
    LinkTokenDetails details = get(token);
    assertEquals(1, details.sessionCount().orElse(0), "the opening is counted");
    List<LinkSession> sessions = details.sessions();
    assertEquals(1, sessions.size(), "there is one visit");
    assertEquals(
        Optional.of(fixture.now()), sessions.get(0).createdAt(), "the visit began just now");
    assertTrue(sessions.get(0).finishedAt().isEmpty(), "the visit is not finished");
  }

  @Test
  void LI_08_its_status_changes_when_it_expires() {
    fixture.control().linkTokenLifetime(Duration.ofMinutes(1));
    LinkToken token = fixture.existingLink();
    assertEquals(ACTIVE, get(token).status(), "a new one is active");
    fixture.control().clock().advance(Duration.ofMinutes(1));
    assertNotEquals(ACTIVE, get(token).status(), "an expired one is not active");
  }

  @Test
  void LI_09_the_details_say_what_came_of_the_attempt() {
    LinkToken token = fixture.existingLink();
    assertOutcome(LinkOutcome.PENDING, token, "a new one is pending");
    HostedPage page = fixture.control().hostedPage(token.hostedLink()).abandon();
    assertOutcome(LinkOutcome.CANCELLED, token, "the user left the page");
    page.open().linkSuccessfully(MB_BANK);
    assertOutcome(LinkOutcome.LINKED, token, "the user came back and linked the account");
    BankAccountXid account = get(token).bankAccountXid().orElseThrow();
    assertEquals(
        fixture.company(),
        fixture.service().bankAccounts().companyOf(account),
        "the linked account is named");
  }

  @Test
  void LI_09_the_details_say_that_an_account_was_unlinked() {
    LinkToken token = fixture.existing(fixture.unlink());
    fixture.control().hostedPage(token.hostedLink()).unlinkSuccessfully();
    assertOutcome(LinkOutcome.UNLINKED, token, "the account is unlinked");
  }

  @Test
  void LI_09_the_details_say_why_an_attempt_ended_without_success() {
    LinkToken failed = fixture.existingLink();
    fixture.control().hostedPage(failed.hostedLink()).open().failWith(BankRejection.OTP_WRONG);
    assertOutcome(LinkOutcome.FAILED, failed, "the bank rejected the user");
    LinkToken revoked = fixture.existingLink();
    fixture.service().linkTokens().revoke(revoked.xid());
    assertOutcome(LinkOutcome.REVOKED, revoked, "the merchant revoked it");
    LinkToken expired = fixture.existingLink();
    fixture.control().clock().advance(Duration.ofMinutes(30));
    assertOutcome(LinkOutcome.EXPIRED, expired, "its time is over");
  }

  private void assertOutcome(LinkOutcome expected, LinkToken token, String why) {
    assertEquals(expected, get(token).outcome(), why);
  }

  @Test
  void FR_07_an_unknown_secret_was_REJECTED_and_is_sent_once() {
    assertRejectedOnce(assertNotFound(() -> get(UNKNOWN)));
  }

  private LinkTokenDetails get(LinkToken token) {
    return get(token.secret());
  }

  private LinkTokenDetails get(LinkTokenSecret secret) {
    return fixture.hub().linkTokens().get(secret);
  }

  private static void assertHides(LinkTokenSecret secret, BankHubException failure) {
    String text = SecretAssertions.textOf(failure);
    SecretAssertions.assertHides(secret.reveal(), text, "the text of a failure hides the secret");
  }
}
