package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
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
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.history.LinkSession;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.history.LinkTokenStatus;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.LinkTokens} for a link token that is there, one
 * test each: telling what became of it, and revoking it.
 *
 * <ul>
 *   <li>LI-01: a link token is asked for by its secret, and told with its id.
 *   <li>LI-02: what it was created with is told.
 *   <li>LI-03: a secret that is unknown, or badly formed, is refused and never shown.
 *   <li>LI-05: times are read as Vietnam's, which is assumed.
 *   <li>LI-06: its events can be read as webhooks.
 *   <li>LI-07: the visits to its page are told.
 *   <li>LI-08: its status follows what becomes of it.
 *   <li>LR-01: a revoked link token is active no more, and others are left alone.
 *   <li>LR-03: an id that is unknown, badly formed or revoked already is refused.
 *   <li>LR-04: not found after an attempt of unknown end means that this attempt has revoked it.
 * </ul>
 *
 * <p>Extend it and say how the implementation is connected, as for {@link LinkTokensContract}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class LinkTokenLifecycleContract extends ClientContract {

  private static final SandboxAccount MB_BANK = SandboxAccount.of("MBBank", "0123456789");
  private static final LinkTokenSecret NO_SECRET = new LinkTokenSecret("a-secret-nobody-issued");
  private static final LinkTokenSecret BAD_SECRET = new LinkTokenSecret("no secret is like this!");
  private static final LinkTokenXid NO_XID = new LinkTokenXid("a-link-token-that-is-not");

  /** For subclasses. */
  protected LinkTokenLifecycleContract() {}

  @Test
  public void LI_01_a_link_token_is_told_by_its_secret() {
    ContractFixture bench = bench();
    LinkToken first = bench.createLink();
    LinkToken second = bench.createLink();
    assertEquals(first.xid(), get(bench, first).xid(), "the first is told by its own secret");
    assertEquals(second.xid(), get(bench, second).xid(), "the second is told by its own secret");
  }

  @Test
  public void LI_02_what_it_was_created_with_is_told() {
    ContractFixture bench = bench();
    BankAccountXid account = bench.control().addBankAccount(bench.company(), MB_BANK);
    LinkToken token =
        bench.create(
            LinkTokenRequest.unlink(bench.company(), account)
                .redirectTo("https://example.com/done?user=7")
                .on(Platform.MOBILE_APP)
                .in(DisplayLanguage.ENGLISH));
    LinkTokenDetails details = get(bench, token);
    assertEquals(
        Optional.of(Purpose.UNLINK_BANK_ACCOUNT), details.purpose(), "what it is for is told");
    assertEquals(
        Optional.of("https://example.com/done?user=7"),
        details.redirect().map(redirect -> redirect.uri().toString()),
        "the redirect is told");
    assertEquals(Optional.of(Platform.MOBILE_APP), details.platform(), "the surface is told");
    assertEquals(Optional.of(DisplayLanguage.ENGLISH), details.language(), "the language is told");
    assertEquals(Optional.of(bench.company()), details.companyXid(), "the company is told");
    assertEquals(token.expiry(), details.expiry(), "the expiry is the one of its creation");
  }

  @Test
  public void LI_03_an_unknown_secret_is_not_found_and_not_shown() {
    for (ErrorStyle style : ErrorStyle.values()) {
      ContractFixture bench = bench();
      bench.control().errorStyle(style);
      NotFoundException refusal =
          assertThrows(
              NotFoundException.class,
              () -> bench.hub().linkTokens().get(NO_SECRET),
              "there is no link token with this secret");
      assertEquals(
          List.of(new Reference("link_token", "***")),
          refusal.candidates(),
          "the failure names the field, and stars for the secret");
      SecretAssertions.assertHides(
          NO_SECRET.reveal(), SecretAssertions.of(refusal), "a failure's text hides the secret");
    }
  }

  @Test
  public void LI_03_a_badly_formed_secret_is_refused_and_not_shown() {
    for (ErrorStyle style : ErrorStyle.values()) {
      ContractFixture bench = bench();
      bench.control().errorStyle(style);
      InvalidRequestException refusal =
          assertThrows(
              InvalidRequestException.class,
              () -> bench.hub().linkTokens().get(BAD_SECRET),
              "a badly formed secret is refused as such");
      SecretAssertions.assertHides(
          BAD_SECRET.reveal(), SecretAssertions.of(refusal), "a failure's text hides the secret");
    }
  }

  @Test
  public void LI_05_times_are_read_in_Vietnam_time_which_is_assumed() {
    ContractFixture bench = bench();
    LinkTokenDetails details = get(bench, bench.createLink());
    assertEquals(Optional.of(bench.now()), details.createdAt(), "it was created just now");
  }

  @Test
  public void LI_06_its_events_can_be_read_as_webhooks() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    page(bench, token).linkSuccessfully(MB_BANK);
    List<WebhookEvent> events = get(bench, token).webhookEvents();
    assertInstanceOf(LinkTokenEvent.Created.class, events.get(0), "its creation comes first");
    assertTrue(
        events.stream().allMatch(event -> event.linkTokenXid().equals(Optional.of(token.xid()))),
        "each event names the link token");
    assertEquals(
        1,
        events.stream().filter(BankAccountEvent.Linked.class::isInstance).count(),
        "the linked account is told of");
  }

  @Test
  public void LI_07_the_visits_to_its_page_are_told() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    assertEquals(List.of(), get(bench, token).sessions(), "before anybody came there is no visit");
    assertEquals(PageStep.CHOOSE_BANK, page(bench, token).step(), "its page opens");
    LinkTokenDetails details = get(bench, token);
    assertEquals(1, details.sessionCount().orElse(0), "the opening is counted");
    List<LinkSession> sessions = details.sessions();
    assertEquals(1, sessions.size(), "there is one visit");
    assertEquals(Optional.of(bench.now()), sessions.get(0).createdAt(), "the visit began just now");
    assertTrue(sessions.get(0).finishedAt().isEmpty(), "the visit has not ended");
  }

  @Test
  public void LI_08_its_status_follows_what_becomes_of_it() {
    ContractFixture bench = bench();
    bench.control().linkTokenLifetime(Duration.ofMinutes(1));
    LinkToken token = bench.createLink();
    assertEquals(
        Optional.of(LinkTokenStatus.ACTIVE), get(bench, token).status(), "a new one is active");
    bench.control().clock().advance(Duration.ofMinutes(1));
    assertNotEquals(
        Optional.of(LinkTokenStatus.ACTIVE),
        get(bench, token).status(),
        "one whose time is over is active no more");
  }

  @Test
  public void LR_01_a_revoked_link_token_is_active_no_more() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    bench.hub().linkTokens().revoke(token.xid());
    LinkTokenDetails details = get(bench, token);
    assertNotEquals(Optional.of(LinkTokenStatus.ACTIVE), details.status(), "it is active no more");
    assertTrue(
        details.webhookEvents().stream().anyMatch(LinkTokenEvent.Revoked.class::isInstance),
        "its revocation is among its events");
  }

  @Test
  public void LR_01_other_link_tokens_are_left_alone() {
    ContractFixture bench = bench();
    LinkToken other = bench.createLink();
    bench.hub().linkTokens().revoke(bench.createLink().xid());
    assertEquals(
        Optional.of(LinkTokenStatus.ACTIVE),
        get(bench, other).status(),
        "another one is active still");
  }

  @Test
  public void LR_03_an_unknown_id_is_not_found() {
    for (ErrorStyle style : ErrorStyle.values()) {
      ContractFixture bench = bench();
      bench.control().errorStyle(style);
      assertNotFound(bench, NO_XID);
    }
  }

  @Test
  public void LR_03_a_badly_formed_id_is_refused() {
    for (ErrorStyle style : ErrorStyle.values()) {
      ContractFixture bench = bench();
      bench.control().errorStyle(style);
      assertThrows(
          InvalidRequestException.class,
          () -> bench.hub().linkTokens().revoke(new LinkTokenXid("no id is like this!")),
          "a badly formed id is refused as such");
    }
  }

  @Test
  public void LR_03_a_second_revocation_is_not_found() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    bench.hub().linkTokens().revoke(token.xid());
    assertNotFound(bench, token.xid());
  }

  @Test
  public void LR_04_a_revocation_whose_answer_was_lost_succeeds() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    bench
        .control()
        .inject(FaultScenario.SERVER_ERROR_500_PERFORMED.once().on(Operation.REVOKE_LINK_TOKEN));
    assertDoesNotThrow(
        () -> bench.hub().linkTokens().revoke(token.xid()),
        "not found at the second attempt means that the first has done it");
    assertEquals(2, bench.statuses(Operation.REVOKE_LINK_TOKEN).size(), "it is sent a second time");
  }

  @Test
  public void LR_04_not_found_after_an_attempt_that_was_not_performed_is_a_failure() {
    ContractFixture bench = bench();
    bench.control().inject(FaultScenario.RATE_LIMITED_429.once().on(Operation.REVOKE_LINK_TOKEN));
    NotFoundException refusal =
        assertThrows(
            NotFoundException.class,
            () -> bench.hub().linkTokens().revoke(NO_XID),
            "nothing was performed, so nothing was revoked");
    assertEquals(2, refusal.call().attempts(), "the failure tells the number of attempts");
  }

  @Test
  public void FR_07_both_calls_are_sent_again_after_an_error_of_the_service() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    for (Operation call : List.of(Operation.GET_LINK_TOKEN, Operation.REVOKE_LINK_TOKEN)) {
      bench.control().inject(FaultScenario.SERVER_ERROR_500.once().on(call));
    }
    assertDoesNotThrow(() -> get(bench, token), "the second attempt to get it succeeds");
    assertDoesNotThrow(
        () -> bench.hub().linkTokens().revoke(token.xid()),
        "the second attempt to revoke it succeeds");
    assertEquals(List.of(500, 200), bench.statuses(Operation.GET_LINK_TOKEN), "it is got twice");
    assertEquals(
        List.of(500, 200), bench.statuses(Operation.REVOKE_LINK_TOKEN), "it is revoked twice");
  }

  @Test
  public void FR_07_what_the_service_refuses_was_REJECTED_and_is_sent_once() {
    ContractFixture bench = bench();
    Stream.of(
            assertThrows(
                BankHubException.class,
                () -> bench.hub().linkTokens().get(NO_SECRET),
                "there is no link token with this secret"),
            assertNotFound(bench, NO_XID))
        .forEach(
            refusal -> {
              assertEquals(
                  RequestOutcome.REJECTED, refusal.requestOutcome(), "the service refused it");
              assertEquals(1, refusal.call().attempts(), "a refused request is not sent again");
            });
  }

  @Test
  public void LT_18_an_access_token_that_is_refused_is_renewed_for_both_calls() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    bench.control().expireAccessTokens();
    assertDoesNotThrow(() -> get(bench, token), "getting it renews the access token");
    bench.control().expireAccessTokens();
    assertDoesNotThrow(
        () -> bench.hub().linkTokens().revoke(token.xid()), "revoking it renews the access token");
  }

  private static LinkTokenDetails get(ContractFixture bench, LinkToken token) {
    return bench.hub().linkTokens().get(token.secret());
  }

  private static HostedPage page(ContractFixture bench, LinkToken token) {
    return bench.service().control().hostedPage(token.hostedLink());
  }

  private static NotFoundException assertNotFound(ContractFixture bench, LinkTokenXid xid) {
    NotFoundException refusal =
        assertThrows(
            NotFoundException.class,
            () -> bench.hub().linkTokens().revoke(xid),
            "there is no such link token to revoke");
    assertEquals(
        List.of(new Reference("link_token_xid", xid.value())),
        refusal.candidates(),
        "the failure names the link token");
    return refusal;
  }
}
