package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.history.LinkTokenStatus;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.LinkTokens#revoke}, one test each. Extend it as
 * you extend {@link CreateLinkTokenContract}.
 *
 * <ul>
 *   <li>LR-01: a revoked link token is not active, and others do not change.
 *   <li>LR-03: an id that is unknown, malformed or already revoked is rejected.
 *   <li>LR-04: "not found" after an attempt with unknown outcome is a success: that attempt revoked
 *       the link token.
 * </ul>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class RevokeLinkTokenContract extends RetriedOperationContract {

  private static final LinkTokenXid UNKNOWN = new LinkTokenXid("a-link-token-that-is-not");

  @Override
  final Operation operation() {
    return Operation.REVOKE_LINK_TOKEN;
  }

  @Override
  final void call(ContractFixture fixture) {
    revoke(fixture, fixture.existingLink().xid());
  }

  /** What a revocation changes. */
  @Nested
  public class Effect {
    @Test
    public void LR_01_a_revoked_link_token_is_not_active() {
      ContractFixture fixture = fixture();
      LinkToken token = fixture.existingLink();
      revoke(fixture, token.xid());
      LinkTokenDetails details = details(fixture, token);
      assertNotEquals(Optional.of(LinkTokenStatus.ACTIVE), details.status(), "it is not active");
      assertTrue(
          details.webhookEvents().stream().anyMatch(LinkTokenEvent.Revoked.class::isInstance),
          "its events contain the revocation");
    }

    @Test
    public void LR_01_other_link_tokens_do_not_change() {
      ContractFixture fixture = fixture();
      LinkToken other = fixture.existingLink();
      revoke(fixture, fixture.existingLink().xid());
      assertEquals(
          Optional.of(LinkTokenStatus.ACTIVE),
          details(fixture, other).status(),
          "the other one is still active");
    }
  }

  /** Ids that the service does not accept. */
  @Nested
  public class References {
    @Test
    public void LR_03_an_unknown_id_is_not_found() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        assertNotFound(fixture, UNKNOWN);
      }
    }

    @Test
    public void LR_03_a_malformed_id_is_rejected() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        assertThrows(
            InvalidRequestException.class,
            () -> revoke(fixture, new LinkTokenXid("no id is like this!")),
            "a malformed id is an invalid request");
      }
    }

    @Test
    public void LR_03_a_second_revocation_is_not_found() {
      ContractFixture fixture = fixture();
      LinkToken token = fixture.existingLink();
      revoke(fixture, token.xid());
      assertNotFound(fixture, token.xid());
    }
  }

  /** What a failure says about the request. */
  @Nested
  public class Outcome {
    @Test
    public void LR_04_a_revocation_whose_response_was_lost_succeeds() {
      ContractFixture fixture = fixture();
      LinkToken token = fixture.existingLink();
      fixture.control().inject(FaultScenario.SERVER_ERROR_500_PERFORMED.once().on(operation()));
      assertDoesNotThrow(
          () -> revoke(fixture, token.xid()),
          "\"not found\" at the second attempt means that the first attempt revoked it");
      assertEquals(2, fixture.statuses(operation()).size(), "the client sends it twice");
    }

    @Test
    public void LR_04_not_found_after_an_attempt_that_was_not_performed_is_a_failure() {
      ContractFixture fixture = fixture();
      fixture.control().inject(FaultScenario.RATE_LIMITED_429.once().on(operation()));
      NotFoundException failure =
          assertThrows(
              NotFoundException.class,
              () -> revoke(fixture, UNKNOWN),
              "nothing was performed, so nothing was revoked");
      assertEquals(2, failure.call().attempts(), "the failure reports the number of attempts");
    }

    @Test
    public void FR_07_an_unknown_id_was_REJECTED_and_is_sent_once() {
      NotFoundException failure = assertNotFound(fixture(), UNKNOWN);
      assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
      assertEquals(1, failure.call().attempts(), "a rejected request is not sent again");
    }
  }

  private static void revoke(ContractFixture fixture, LinkTokenXid xid) {
    fixture.hub().linkTokens().revoke(xid);
  }

  private static LinkTokenDetails details(ContractFixture fixture, LinkToken token) {
    return fixture.service().linkTokens().get(token.secret());
  }

  private static NotFoundException assertNotFound(ContractFixture fixture, LinkTokenXid xid) {
    NotFoundException failure =
        assertThrows(
            NotFoundException.class, () -> revoke(fixture, xid), "no link token has this id");
    assertEquals(
        List.of(new Reference("link_token_xid", xid.value())),
        failure.possiblyMissing(),
        "the failure names the link token");
    return failure;
  }
}
