package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.ContractFixture.MB_BANK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.PageStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.LinkTokens#get}, one test each. Extend it as
 * you extend {@link CreateLinkTokenContract}.
 *
 * <ul>
 *   <li>LI-01: the secret of a link token selects it; the details carry its id.
 *   <li>LI-02: the details contain what the link token was created with.
 *   <li>LI-03: an unknown or malformed secret is rejected and never shown.
 *   <li>LI-05: times are read as Vietnam time, which is assumed.
 *   <li>LI-06: the events can be read as webhook events.
 *   <li>LI-07: the details list the visits to the hosted page.
 *   <li>LI-08: the status changes when the link token expires.
 * </ul>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class GetLinkTokenContract extends RetriedOperationContract {

  private static final LinkTokenSecret UNKNOWN = new LinkTokenSecret("a-secret-nobody-issued");
  private static final LinkTokenSecret MALFORMED = new LinkTokenSecret("no secret is like this!");

  @Override
  final Operation operation() {
    return Operation.GET_LINK_TOKEN;
  }

  @Override
  final void call(ContractFixture fixture) {
    get(fixture, fixture.existingLink());
  }

  /** The fields of a response. */
  @Nested
  public class Response {
    @Test
    public void LI_01_the_secret_selects_the_link_token() {
      ContractFixture fixture = fixture();
      LinkToken first = fixture.existingLink();
      LinkToken second = fixture.existingLink();
      assertEquals(first.xid(), get(fixture, first).xid(), "its secret selects the first one");
      assertEquals(second.xid(), get(fixture, second).xid(), "its secret selects the second one");
    }

    @Test
    public void LI_02_the_details_contain_what_it_was_created_with() {
      ContractFixture fixture = fixture();
      LinkToken token =
          fixture.existing(
              LinkTokenRequest.unlink(fixture.company(), fixture.linkedAccount())
                  .redirectTo("https://example.com/done?user=7")
                  .on(Platform.MOBILE_APP)
                  .in(DisplayLanguage.ENGLISH));
      LinkTokenDetails details = get(fixture, token);
      assertEquals(Optional.of(Purpose.UNLINK_BANK_ACCOUNT), details.purpose(), "the purpose");
      assertEquals(
          Optional.of("https://example.com/done?user=7"),
          details.redirect().map(redirect -> redirect.uri().toString()),
          "the redirect");
      assertEquals(Optional.of(Platform.MOBILE_APP), details.platform(), "the platform");
      assertEquals(Optional.of(DisplayLanguage.ENGLISH), details.language(), "the language");
      assertEquals(Optional.of(fixture.company()), details.companyXid(), "the company");
      assertEquals(token.expiry(), details.expiry(), "the expiry is that of the creation");
    }

    @Test
    public void LI_05_times_are_read_in_Vietnam_time_which_is_assumed() {
      ContractFixture fixture = fixture();
      LinkTokenDetails details = get(fixture, fixture.existingLink());
      assertEquals(Optional.of(fixture.now()), details.createdAt(), "it was created just now");
    }
  }

  /** The events, the visits and the status. */
  @Nested
  public class Lifecycle {
    @Test
    public void LI_06_its_events_can_be_read_as_webhooks() {
      ContractFixture fixture = fixture();
      LinkToken token = fixture.existingLink();
      fixture.control().hostedPage(token.hostedLink()).linkSuccessfully(MB_BANK);
      List<WebhookEvent> events = get(fixture, token).webhookEvents();
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
    public void LI_07_the_details_list_the_visits_to_its_page() {
      ContractFixture fixture = fixture();
      LinkToken token = fixture.existingLink();
      assertEquals(List.of(), get(fixture, token).sessions(), "a new one has no visits");
      assertEquals(
          PageStep.CHOOSE_BANK,
          fixture.control().hostedPage(token.hostedLink()).step(),
          "its page opens");
      LinkTokenDetails details = get(fixture, token);
      assertEquals(1, details.sessionCount().orElse(0), "the opening is counted");
      List<LinkSession> sessions = details.sessions();
      assertEquals(1, sessions.size(), "there is one visit");
      assertEquals(
          Optional.of(fixture.now()), sessions.get(0).createdAt(), "the visit began just now");
      assertTrue(sessions.get(0).finishedAt().isEmpty(), "the visit is not finished");
    }

    @Test
    public void LI_08_its_status_changes_when_it_expires() {
      ContractFixture fixture = fixture();
      fixture.control().linkTokenLifetime(Duration.ofMinutes(1));
      LinkToken token = fixture.existingLink();
      assertEquals(
          Optional.of(LinkTokenStatus.ACTIVE), get(fixture, token).status(), "a new one is active");
      fixture.control().clock().advance(Duration.ofMinutes(1));
      assertNotEquals(
          Optional.of(LinkTokenStatus.ACTIVE),
          get(fixture, token).status(),
          "an expired one is not active");
    }
  }

  /** Secrets that the service does not accept. */
  @Nested
  public class References {
    @Test
    public void LI_03_an_unknown_secret_is_not_found_and_not_shown() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        NotFoundException failure = assertNotFound(fixture);
        assertEquals(
            List.of(new Reference("link_token", "***")),
            failure.possiblyMissing(),
            "the failure names the field, and shows stars for the secret");
        assertHides(UNKNOWN, failure);
      }
    }

    @Test
    public void LI_03_a_malformed_secret_is_rejected_and_not_shown() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        InvalidRequestException failure =
            assertThrows(
                InvalidRequestException.class,
                () -> fixture.hub().linkTokens().get(MALFORMED),
                "a malformed secret is an invalid request");
        assertHides(MALFORMED, failure);
      }
    }

    @Test
    public void FR_07_an_unknown_secret_was_REJECTED_and_is_sent_once() {
      NotFoundException failure = assertNotFound(fixture());
      assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
      assertEquals(1, failure.call().attempts(), "a rejected request is not sent again");
    }
  }

  private static LinkTokenDetails get(ContractFixture fixture, LinkToken token) {
    return fixture.hub().linkTokens().get(token.secret());
  }

  private static NotFoundException assertNotFound(ContractFixture fixture) {
    return assertThrows(
        NotFoundException.class,
        () -> fixture.hub().linkTokens().get(UNKNOWN),
        "no link token has this secret");
  }

  private static void assertHides(LinkTokenSecret secret, BankHubException failure) {
    SecretAssertions.assertHides(
        secret.reveal(),
        SecretAssertions.textOf(failure),
        "the text of a failure hides the secret");
  }
}
