package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link io.github.bankhub.domain.port.BankHub#accessToken()}, and of the access token
 * of a call that creates a link token.
 */
abstract class AccessTokensContract extends ClientContract {

  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final ClientCredentials UNKNOWN_CLIENT =
      ClientCredentials.of("BH-SB-NOBODY", "a-secret-nobody-issued");

  AccessTokensContract() {
    super(Operation.CREATE_ACCESS_TOKEN, Operation.CREATE_LINK_TOKEN);
  }

  @Test
  void AT_02_concurrent_callers_share_one_request() throws InterruptedException {
    List<AccessToken> tokens = ConcurrentCalls.allCall(this::current);
    assertTokenRequests(1, "all callers wait for one request");
    assertEquals(1, Set.copyOf(tokens).size(), "all callers get the same token");
  }

  @Test
  void AT_02_concurrent_calls_share_one_request() throws InterruptedException {
    ConcurrentCalls.allCall(fixture::createLink);
    assertTokenRequests(1, "all calls wait for one request");
  }

  @Test
  void AT_02_the_ports_use_the_cached_token() {
    current();
    fixture.createLink();
    assertTokenRequests(1, "a hub has one access token for all its ports");
  }

  @Test
  void AT_03_a_token_has_the_lifetime_of_the_response() {
    tokensLive(LIFETIME);
    AccessToken token = current();
    assertEquals(
        fixture.now(), token.issuedAt(), "the lifetime starts when the token is requested");
    assertEquals(LIFETIME, token.lifetime(), "the lifetime is that of the response, in seconds");
  }

  @Test
  void AT_03_a_token_is_cached_for_half_its_lifetime() {
    tokensLive(LIFETIME);
    AccessToken token = current();
    fixture.control().clock().advance(LIFETIME.dividedBy(2));
    // assertEquals would print the tokens in its message, and so would assertNotEquals.
    assertTrue(token.equals(current()), "a token is cached for at least half its lifetime");
    assertTokenRequests(1, "there is no request in that time");
  }

  @Test
  void AT_03_a_token_is_renewed_when_it_expires() {
    tokensLive(LIFETIME);
    AccessToken token = current();
    fixture.control().clock().advance(LIFETIME);
    assertFalse(token.equals(current()), "an expired token is replaced");
  }

  @Test
  void AT_03_no_expired_token_is_returned() {
    tokensLive(LIFETIME);
    for (int step = 0; step < 60; step++) {
      assertFalse(current().hasExpiredAt(fixture.now()), "a returned token has not expired");
      fixture.control().clock().advance(LIFETIME.dividedBy(19));
    }
  }

  @Test
  void AT_03_no_call_is_made_with_an_expired_token() {
    tokensLive(LIFETIME);
    fixture.createLink();
    fixture.control().clock().advance(LIFETIME);
    fixture.createLink();
    assertCreations(List.of(201, 201), "the client renews a token before the service rejects it");
  }

  @Test
  void AT_04_a_rejected_token_is_not_returned_again() {
    AccessToken rejected = current();
    fixture.control().expireAccessTokens();
    fixture.createLink();
    assertFalse(rejected.equals(current()), "a rejected token is replaced");
  }

  @Test
  void AT_04_a_rejected_token_is_replaced_once() {
    fixture.createLink();
    fixture.control().expireAccessTokens();
    fixture.createLink();
    fixture.createLink();
    assertTokenRequests(2, "one new token serves the retry and all later calls");
    assertCreations(
        List.of(201, 401, 201, 201),
        "the rejected call is sent once more, and the later one is not rejected");
  }

  @Test
  void AT_04_concurrently_rejected_calls_share_the_new_token() throws InterruptedException {
    fixture.createLink();
    fixture.control().expireAccessTokens();
    ConcurrentCalls.allCall(fixture::createLink);
    assertTokenRequests(2, "a token that another call renewed stays in the cache");
  }

  @Test
  void AT_05_a_token_with_a_very_short_lifetime_serves_several_calls() {
    assertOneTokenServesSeveralCalls(Duration.ofSeconds(1));
  }

  @Test
  void AT_05_a_token_with_a_very_long_lifetime_serves_several_calls() {
    assertOneTokenServesSeveralCalls(Duration.ofDays(36_500));
  }

  @Test
  void AT_06_a_wrong_secret_is_denied_after_one_request() {
    String client = fixture.control().credentials().clientId();
    fixture = clientWith(ClientCredentials.of(client, "a-secret-nobody-issued"));
    assertDeniedAfterOneRequest();
  }

  @Test
  void AT_06_an_unknown_client_is_denied_after_one_request() {
    fixture = clientWith(UNKNOWN_CLIENT);
    assertDeniedAfterOneRequest();
  }

  @Test
  void AT_06_a_call_with_wrong_credentials_is_denied_after_one_request() {
    fixture = clientWith(UNKNOWN_CLIENT);
    assertThrows(
        AccessDeniedException.class, fixture::createLink, "wrong credentials are rejected");
    assertTokenRequests(1, "wrong credentials are not sent again");
  }

  @Test
  void AT_06_credentials_that_were_denied_once_may_be_accepted_later() {
    ClientCredentials credentials = ClientCredentials.of("BH-SB-LATER", "a-secret-issued-later");
    fixture = clientWith(credentials);
    assertDeniedAfterOneRequest();
    fixture.control().addClient(credentials);
    fixture.control().clock().advance(Duration.ofMinutes(1));
    assertDoesNotThrow(this::current, "a failure is not cached for later callers");
  }

  @Test
  void AT_06_a_client_does_not_get_the_token_of_another() {
    current();
    fixture = clientWith(ClientCredentials.of("BH-SB-OTHER", "x"));
    assertThrows(
        AccessDeniedException.class, this::current, "a client does not get the token of another");
  }

  @Test
  void LT_24_no_text_contains_the_access_token() {
    AccessToken token = current();
    String text = SecretAssertions.textOf(fixture.hub());
    SecretAssertions.assertHides(token.reveal(), text, "the text of a hub hides the access token");
    SecretAssertions.assertHides(
        token.reveal(), token.toString(), "the text of an access token hides it");
  }

  private void tokensLive(Duration lifetime) {
    fixture.control().accessTokenLifetime(lifetime);
  }

  private AccessToken current() {
    return fixture.hub().accessToken();
  }

  private void assertTokenRequests(int expected, String message) {
    assertEquals(expected, fixture.tokenRequests(), message);
  }

  private void assertCreations(List<Integer> statuses, String message) {
    assertEquals(statuses, fixture.statuses(Operation.CREATE_LINK_TOKEN), message);
  }

  private void assertOneTokenServesSeveralCalls(Duration lifetime) {
    tokensLive(lifetime);
    current();
    fixture.createLink();
    fixture.createLink();
    assertTokenRequests(1, "one token serves several calls, whatever its lifetime");
  }

  private void assertDeniedAfterOneRequest() {
    AccessDeniedException failure =
        assertThrows(AccessDeniedException.class, this::current, "wrong credentials are denied");
    assertTokenRequests(1, "wrong credentials are not sent again");
    assertRejectedOnce(failure);
    assertEquals(401, failure.call().httpStatus().orElse(0), "the failure has the status");
  }
}
