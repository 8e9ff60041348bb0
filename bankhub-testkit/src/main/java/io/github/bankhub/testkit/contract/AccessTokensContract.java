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
 * The rules of {@link io.github.bankhub.domain.port.AccessTokens}, one test each, and of what the
 * other ports do with access tokens.
 *
 * <p>Extend it and say how the implementation is connected, as for {@link LinkTokensContract}. The
 * tests share nothing and may run at the same time.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class AccessTokensContract extends ClientContract {

  private static final Duration LIFE = Duration.ofMinutes(10);

  /** For subclasses. */
  protected AccessTokensContract() {}

  @Test
  public void AT_02_callers_at_the_same_time_share_one_request() throws InterruptedException {
    ContractFixture bench = bench();
    List<AccessToken> tokens = ConcurrentCalls.allCall(() -> current(bench));
    assertEquals(1, bench.tokenRequests(), "all callers wait for one request");
    assertEquals(1, Set.copyOf(tokens).size(), "all callers get the same token");
  }

  @Test
  public void AT_02_calls_at_the_same_time_share_one_request() throws InterruptedException {
    ContractFixture bench = bench();
    ConcurrentCalls.allCall(bench::createLink);
    assertEquals(1, bench.tokenRequests(), "all calls wait for one request");
  }

  @Test
  public void AT_02_the_other_ports_use_the_token_that_is_at_hand() {
    ContractFixture bench = bench();
    current(bench);
    bench.createLink();
    assertEquals(1, bench.tokenRequests(), "a hub has one access token for all its ports");
  }

  @Test
  public void AT_03_a_token_has_the_span_for_which_it_was_granted() {
    ContractFixture bench = bench(LIFE);
    AccessToken token = current(bench);
    assertEquals(bench.now(), token.issuedAt(), "the span begins when the token is asked for");
    assertEquals(LIFE, token.lifetime(), "the span is as long as the service says, in seconds");
  }

  @Test
  public void AT_03_a_token_is_kept_well_within_its_life() {
    ContractFixture bench = bench(LIFE);
    AccessToken token = current(bench);
    bench.control().clock().advance(LIFE.dividedBy(2));
    assertSameToken(token, current(bench), "a token is kept for half its life at least");
    assertEquals(1, bench.tokenRequests(), "nothing is asked for in that time");
  }

  @Test
  public void AT_03_a_token_is_renewed_at_its_end() {
    ContractFixture bench = bench(LIFE);
    AccessToken token = current(bench);
    bench.control().clock().advance(LIFE);
    assertOtherToken(token, current(bench), "a token is no longer good at the end of its span");
  }

  @Test
  public void AT_03_no_token_is_handed_out_that_has_expired() {
    ContractFixture bench = bench(LIFE);
    for (int step = 0; step < 60; step++) {
      assertFalse(current(bench).hasExpiredAt(bench.now()), "a token is good when handed out");
      bench.control().clock().advance(LIFE.dividedBy(19));
    }
  }

  @Test
  public void AT_03_calls_are_not_made_with_a_token_that_has_expired() {
    ContractFixture bench = bench(LIFE);
    bench.createLink();
    bench.control().clock().advance(LIFE);
    bench.createLink();
    assertEquals(
        List.of(201, 201),
        bench.statuses(Operation.CREATE_LINK_TOKEN),
        "a token is renewed before the service refuses it");
  }

  @Test
  public void AT_04_a_refused_token_is_not_handed_out_again() {
    ContractFixture bench = bench();
    AccessToken refused = current(bench);
    bench.control().expireAccessTokens();
    bench.createLink();
    assertOtherToken(refused, current(bench), "a refused token is replaced");
  }

  @Test
  public void AT_04_a_refused_token_is_replaced_once() {
    ContractFixture bench = bench();
    bench.createLink();
    bench.control().expireAccessTokens();
    bench.createLink();
    bench.createLink();
    assertEquals(2, bench.tokenRequests(), "one new token serves the repeated and all later calls");
    assertEquals(
        List.of(201, 401, 201, 201),
        bench.statuses(Operation.CREATE_LINK_TOKEN),
        "the refused call is repeated once, the later one is not refused");
  }

  @Test
  public void AT_04_calls_that_are_refused_at_the_same_time_share_the_new_token()
      throws InterruptedException {
    ContractFixture bench = bench();
    bench.createLink();
    bench.control().expireAccessTokens();
    ConcurrentCalls.allCall(bench::createLink);
    assertEquals(2, bench.tokenRequests(), "a token that another call has renewed is not dropped");
  }

  @Test
  public void AT_05_a_very_short_life_does_not_mean_a_token_for_each_call() {
    assertOneTokenServes(bench(Duration.ofSeconds(1)));
  }

  @Test
  public void AT_05_a_very_long_life_does_not_mean_a_token_for_each_call() {
    assertOneTokenServes(bench(Duration.ofDays(36_500)));
  }

  @Test
  public void AT_06_a_wrong_secret_is_denied_after_one_request() {
    InMemoryBankHub service = InMemoryBankHub.create();
    assertDeniedAtOnce(
        ContractFixture.of(
            service, connect(service, BankHubEnvironment.SANDBOX, withWrongSecret(service))));
  }

  @Test
  public void AT_06_an_unknown_client_is_denied_after_one_request() {
    assertDeniedAtOnce(benchOf(ClientCredentials.of("BH-SB-NOBODY", "a-secret-nobody-issued")));
  }

  @Test
  public void AT_06_a_call_with_wrong_credentials_is_denied_after_one_request() {
    ContractFixture bench = benchOf(ClientCredentials.of("BH-SB-NOBODY", "a-secret-nobody-issued"));
    assertThrows(
        AccessDeniedException.class, bench::createLink, "wrong credentials are not let through");
    assertEquals(1, bench.tokenRequests(), "wrong credentials are not tried again");
  }

  @Test
  public void AT_06_credentials_that_were_denied_once_may_be_taken_later() {
    ClientCredentials credentials = ClientCredentials.of("BH-SB-LATER", "a-secret-issued-later");
    ContractFixture bench = benchOf(credentials);
    assertDeniedAtOnce(bench);
    bench.control().addClient(credentials);
    bench.control().clock().advance(Duration.ofMinutes(1));
    assertDoesNotThrow(() -> current(bench), "a failure is not kept for those who ask later");
  }

  @Test
  public void AT_06_the_token_of_one_client_serves_no_other() {
    ContractFixture bench = bench();
    current(bench);
    BankHub other =
        connect(
            bench.service(), BankHubEnvironment.SANDBOX, ClientCredentials.of("BH-SB-OTHER", "x"));
    assertThrows(
        AccessDeniedException.class,
        () -> other.accessTokens().current(),
        "a client is not let through with the token of another");
  }

  @Test
  public void LT_24_an_access_token_is_printed_nowhere() {
    ContractFixture bench = bench();
    AccessToken token = current(bench);
    SecretAssertions.assertHides(
        token.reveal(), SecretAssertions.of(bench.hub()), "a hub's text hides the access token");
    SecretAssertions.assertHides(
        token.reveal(), token.toString(), "an access token's text hides it");
  }

  private ContractFixture bench(Duration accessTokenLifetime) {
    ContractFixture bench = bench();
    bench.control().accessTokenLifetime(accessTokenLifetime);
    return bench;
  }

  private static AccessToken current(ContractFixture bench) {
    return bench.hub().accessTokens().current();
  }

  private static ClientCredentials withWrongSecret(InMemoryBankHub service) {
    return ClientCredentials.of(
        service.control().credentials().clientId(), "a-secret-nobody-issued");
  }

  private static void assertOneTokenServes(ContractFixture bench) {
    current(bench);
    bench.createLink();
    bench.createLink();
    assertEquals(1, bench.tokenRequests(), "one token serves several calls, however long it lives");
  }

  private static void assertDeniedAtOnce(ContractFixture bench) {
    AccessDeniedException refusal =
        assertThrows(
            AccessDeniedException.class, () -> current(bench), "wrong credentials are denied");
    assertEquals(
        List.of(401),
        bench.statuses(Operation.CREATE_ACCESS_TOKEN),
        "wrong credentials are not tried again");
    assertEquals(RequestOutcome.REJECTED, refusal.requestOutcome(), "the service refused them");
    assertEquals(401, refusal.call().httpStatus().orElse(0), "the failure tells the status");
  }

  private static void assertSameToken(AccessToken expected, AccessToken actual, String message) {
    assertTrue(expected.equals(actual), message);
  }

  private static void assertOtherToken(AccessToken former, AccessToken actual, String message) {
    assertFalse(former.equals(actual), message);
  }
}
