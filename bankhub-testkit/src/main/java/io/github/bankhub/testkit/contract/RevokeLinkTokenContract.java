package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.history.LinkTokenStatus;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.LinkTokens#revoke}. */
abstract class RevokeLinkTokenContract extends RetriedOperationContract {

  private static final LinkTokenXid UNKNOWN = new LinkTokenXid("a-link-token-that-is-not");
  private static final LinkTokenXid MALFORMED = new LinkTokenXid("no id is like this!");

  RevokeLinkTokenContract() {
    super(Operation.REVOKE_LINK_TOKEN);
  }

  @Override
  final Executable validCall() {
    Iterator<LinkToken> tokens = List.of(fixture.existingLink(), fixture.existingLink()).iterator();
    return () -> revoke(tokens.next().xid());
  }

  @Test
  void LR_01_a_revoked_link_token_is_not_active() {
    LinkToken token = fixture.existingLink();
    revoke(token.xid());
    LinkTokenDetails details = details(token);
    assertNotEquals(Optional.of(LinkTokenStatus.ACTIVE), details.status(), "it is not active");
    assertTrue(
        details.webhookEvents().stream().anyMatch(LinkTokenEvent.Revoked.class::isInstance),
        "its events contain the revocation");
  }

  @Test
  void LR_01_other_link_tokens_do_not_change() {
    LinkToken other = fixture.existingLink();
    revoke(fixture.existingLink().xid());
    assertEquals(
        Optional.of(LinkTokenStatus.ACTIVE),
        details(other).status(),
        "the other one is still active");
  }

  @Test
  void LR_03_an_unknown_id_is_not_found() {
    inEachErrorStyle(() -> assertRevokingFindsNothing(UNKNOWN));
  }

  @Test
  void LR_03_a_malformed_id_is_rejected() {
    inEachErrorStyle(
        () ->
            assertThrows(
                InvalidRequestException.class,
                () -> revoke(MALFORMED),
                "a malformed id is an invalid request"));
  }

  @Test
  void LR_03_a_second_revocation_is_not_found() {
    LinkToken token = fixture.existingLink();
    revoke(token.xid());
    assertRevokingFindsNothing(token.xid());
  }

  @Test
  void LR_04_a_revocation_whose_response_was_lost_succeeds() {
    LinkToken token = fixture.existingLink();
    fixture.control().inject(FaultScenario.SERVER_ERROR_500_PERFORMED.once().on(operation));
    assertDoesNotThrow(
        () -> revoke(token.xid()),
        "\"not found\" at the second attempt means that the first attempt revoked it");
    assertEquals(2, fixture.statuses(operation).size(), "the client sends it twice");
  }

  @Test
  void LR_04_not_found_after_an_attempt_that_was_not_performed_is_a_failure() {
    fixture.control().inject(FaultScenario.RATE_LIMITED_429.once().on(operation));
    NotFoundException failure = assertNotFound(() -> revoke(UNKNOWN));
    assertEquals(2, failure.call().attempts(), "the failure reports the number of attempts");
  }

  @Test
  void FR_07_an_unknown_id_was_REJECTED_and_is_sent_once() {
    assertRejectedOnce(assertRevokingFindsNothing(UNKNOWN));
  }

  private void revoke(LinkTokenXid xid) {
    fixture.hub().linkTokens().revoke(xid);
  }

  private LinkTokenDetails details(LinkToken token) {
    return fixture.linkTokens().get(token.secret());
  }

  private NotFoundException assertRevokingFindsNothing(LinkTokenXid xid) {
    return assertNotFound("link_token_xid", xid.value(), () -> revoke(xid));
  }
}
