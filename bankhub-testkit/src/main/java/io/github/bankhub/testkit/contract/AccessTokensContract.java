package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.AccessTokens}, and of the access token of a
 * call that creates a link token, one test each. Extend it as you extend {@link
 * CreateLinkTokenContract}.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class AccessTokensContract extends ClientContract {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final ClientCredentials UNKNOWN_CLIENT =
      ClientCredentials.of("BH-SB-NOBODY", "a-secret-nobody-issued");

  @Test
  void AT_02_concurrent_callers_share_one_request() throws InterruptedException {
    ContractFixture fixture = fixture();
    List<AccessToken> tokens = ConcurrentCalls.allCall(() -> current(fixture));
    assertEquals(1, fixture.tokenRequests(), "all callers wait for one request");
    assertEquals(1, Set.copyOf(tokens).size(), "all callers get the same token");
  }

  @Test
  void AT_02_concurrent_calls_share_one_request() throws InterruptedException {
    ContractFixture fixture = fixture();
    ConcurrentCalls.allCall(fixture::createLink);
    assertEquals(1, fixture.tokenRequests(), "all calls wait for one request");
  }

  @Test
  void AT_02_the_other_ports_use_the_cached_token() {
    ContractFixture fixture = fixture();
    current(fixture);
    fixture.createLink();
    assertEquals(1, fixture.tokenRequests(), "a hub has one access token for all its ports");
  }

  @Test
  void AT_03_a_token_has_the_lifetime_of_the_response() {
    ContractFixture fixture = fixture(LIFETIME);
    AccessToken token = current(fixture);
    assertEquals(
        fixture.now(), token.issuedAt(), "the lifetime starts when the token is requested");
    assertEquals(LIFETIME, token.lifetime(), "the lifetime is that of the response, in seconds");
  }

  @Test
  void AT_03_a_token_is_cached_for_half_its_lifetime() {
    ContractFixture fixture = fixture(LIFETIME);
    AccessToken token = current(fixture);
    fixture.control().clock().advance(LIFETIME.dividedBy(2));
    assertSameToken(token, current(fixture), "a token is cached for at least half its lifetime");
    assertEquals(1, fixture.tokenRequests(), "there is no request in that time");
  }

  @Test
  void AT_03_a_token_is_renewed_when_it_expires() {
    ContractFixture fixture = fixture(LIFETIME);
    AccessToken token = current(fixture);
    fixture.control().clock().advance(LIFETIME);
    assertOtherToken(token, current(fixture), "an expired token is replaced");
  }

  @Test
  void AT_03_no_expired_token_is_returned() {
    ContractFixture fixture = fixture(LIFETIME);
    for (int step = 0; step < 60; step++) {
      assertFalse(current(fixture).hasExpiredAt(fixture.now()), "a returned token has not expired");
      fixture.control().clock().advance(LIFETIME.dividedBy(19));
    }
  }

  @Test
  void AT_03_no_call_is_made_with_an_expired_token() {
    ContractFixture fixture = fixture(LIFETIME);
    fixture.createLink();
    fixture.control().clock().advance(LIFETIME);
    fixture.createLink();
    assertEquals(
        List.of(201, 201),
        fixture.statuses(Operation.CREATE_LINK_TOKEN),
        "the client renews a token before the service rejects it");
  }

  @Test
  void AT_04_a_rejected_token_is_not_returned_again() {
    ContractFixture fixture = fixture();
    AccessToken rejected = current(fixture);
    fixture.control().expireAccessTokens();
    fixture.createLink();
    assertOtherToken(rejected, current(fixture), "a rejected token is replaced");
  }

  @Test
  void AT_04_a_rejected_token_is_replaced_once() {
    ContractFixture fixture = fixture();
    fixture.createLink();
    fixture.control().expireAccessTokens();
    fixture.createLink();
    fixture.createLink();
    assertEquals(2, fixture.tokenRequests(), "one new token serves the retry and all later calls");
    assertEquals(
        List.of(201, 401, 201, 201),
        fixture.statuses(Operation.CREATE_LINK_TOKEN),
        "the rejected call is sent once more, and the later one is not rejected");
  }

  @Test
  void AT_04_concurrently_rejected_calls_share_the_new_token() throws InterruptedException {
    ContractFixture fixture = fixture();
    fixture.createLink();
    fixture.control().expireAccessTokens();
    ConcurrentCalls.allCall(fixture::createLink);
    assertEquals(
        2, fixture.tokenRequests(), "a token that another call renewed stays in the cache");
  }

  @Test
  void AT_05_a_token_with_a_very_short_lifetime_serves_several_calls() {
    assertOneTokenServes(fixture(Duration.ofSeconds(1)));
  }

  @Test
  void AT_05_a_token_with_a_very_long_lifetime_serves_several_calls() {
    assertOneTokenServes(fixture(Duration.ofDays(36_500)));
  }

  @Test
  void AT_06_a_wrong_secret_is_denied_after_one_request() {
    InMemoryBankHub service = InMemoryBankHub.create();
    assertDeniedAfterOneRequest(
        ContractFixture.of(
            service, connect(service, BankHubEnvironment.SANDBOX, withWrongSecret(service))));
  }

  @Test
  void AT_06_an_unknown_client_is_denied_after_one_request() {
    assertDeniedAfterOneRequest(fixture(UNKNOWN_CLIENT));
  }

  @Test
  void AT_06_a_call_with_wrong_credentials_is_denied_after_one_request() {
    ContractFixture fixture = fixture(UNKNOWN_CLIENT);
    assertThrows(
        AccessDeniedException.class, fixture::createLink, "wrong credentials are rejected");
    assertEquals(1, fixture.tokenRequests(), "wrong credentials are not sent again");
  }

  @Test
  void AT_06_credentials_that_were_denied_once_may_be_accepted_later() {
    ClientCredentials credentials = ClientCredentials.of("BH-SB-LATER", "a-secret-issued-later");
    ContractFixture fixture = fixture(credentials);
    assertDeniedAfterOneRequest(fixture);
    fixture.control().addClient(credentials);
    fixture.control().clock().advance(Duration.ofMinutes(1));
    assertDoesNotThrow(() -> current(fixture), "a failure is not cached for later callers");
  }

  @Test
  void AT_06_a_client_does_not_get_the_token_of_another() {
    ContractFixture fixture = fixture();
    current(fixture);
    BankHub other =
        connect(
            fixture.service(),
            BankHubEnvironment.SANDBOX,
            ClientCredentials.of("BH-SB-OTHER", "x"));
    assertThrows(
        AccessDeniedException.class,
        () -> other.accessTokens().current(),
        "a client does not get the token of another");
  }

  @Test
  void LT_24_no_text_contains_the_access_token() {
    ContractFixture fixture = fixture();
    AccessToken token = current(fixture);
    SecretAssertions.assertHides(
        token.reveal(),
        SecretAssertions.textOf(fixture.hub()),
        "the text of a hub hides the access token");
    SecretAssertions.assertHides(
        token.reveal(), token.toString(), "the text of an access token hides it");
  }

  private ContractFixture fixture(Duration accessTokenLifetime) {
    ContractFixture fixture = fixture();
    fixture.control().accessTokenLifetime(accessTokenLifetime);
    return fixture;
  }

  private static AccessToken current(ContractFixture fixture) {
    return fixture.hub().accessTokens().current();
  }

  private static ClientCredentials withWrongSecret(InMemoryBankHub service) {
    return ClientCredentials.of(
        service.control().credentials().clientId(), "a-secret-nobody-issued");
  }

  private static void assertOneTokenServes(ContractFixture fixture) {
    current(fixture);
    fixture.createLink();
    fixture.createLink();
    assertEquals(
        1, fixture.tokenRequests(), "one token serves several calls, whatever its lifetime");
  }

  private static void assertDeniedAfterOneRequest(ContractFixture fixture) {
    AccessDeniedException failure =
        assertThrows(
            AccessDeniedException.class, () -> current(fixture), "wrong credentials are denied");
    assertEquals(
        List.of(401),
        fixture.statuses(Operation.CREATE_ACCESS_TOKEN),
        "wrong credentials are not sent again");
    assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected them");
    assertEquals(401, failure.call().httpStatus().orElse(0), "the failure has the status");
  }

  private static void assertSameToken(AccessToken expected, AccessToken actual, String message) {
    assertTrue(expected.equals(actual), message);
  }

  private static void assertOtherToken(AccessToken former, AccessToken actual, String message) {
    assertFalse(former.equals(actual), message);
  }
}
