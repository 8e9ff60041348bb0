package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.AccessTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link AccessTokenStore}, one test each.
 *
 * <p>Extend it and give a store. A store may forget a token at any time, but here it must not do so
 * within a test; the tokens live for an hour from now. Spans are kept to the second at least.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class AccessTokenStoreContract {

  private static final int ROUNDS = 200;
  private static final AccessTokenStore.Key KEY =
      new AccessTokenStore.Key(BankHubEnvironment.SANDBOX.baseUri(), "BH-SB-ONE");
  private static final AccessTokenStore.Key OTHER_CLIENT =
      new AccessTokenStore.Key(BankHubEnvironment.SANDBOX.baseUri(), "BH-SB-TWO");
  private static final AccessTokenStore.Key OTHER_SERVICE =
      new AccessTokenStore.Key(BankHubEnvironment.PRODUCTION.baseUri(), "BH-SB-ONE");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /** For subclasses. */
  protected AccessTokenStoreContract() {}

  /**
   * The implementation under test.
   *
   * @return a store that holds nothing, not even what another test has left
   */
  protected abstract AccessTokenStore store();

  @Test
  public void AT_07_a_new_store_holds_nothing() {
    assertEquals(Optional.empty(), store().find(KEY), "a store holds what was saved in it");
  }

  @Test
  public void AT_07_a_token_that_was_saved_is_found() {
    AccessTokenStore store = store();
    store.save(KEY, token("first"));
    assertHolds("first", store, KEY, "a token is found after it was saved");
  }

  @Test
  public void AT_07_a_token_keeps_its_span() {
    AccessTokenStore store = store();
    AccessToken saved = token("first");
    store.save(KEY, saved);
    AccessToken found =
        store.find(KEY).orElseGet(() -> fail("a token is found after it was saved"));
    assertEquals(saved.issuedAt(), found.issuedAt(), "a token keeps the begin of its span");
    assertEquals(saved.expiresAt(), found.expiresAt(), "a token keeps the end of its span");
  }

  @Test
  public void AT_07_a_later_token_takes_the_place_of_an_earlier_one() {
    AccessTokenStore store = store();
    store.save(KEY, token("first"));
    store.save(KEY, token("second"));
    assertHolds("second", store, KEY, "the token last saved is found");
  }

  @Test
  public void AT_07_a_removed_token_is_not_found() {
    AccessTokenStore store = store();
    store.save(KEY, token("first"));
    store.remove(KEY, token("first"));
    assertEquals(Optional.empty(), store.find(KEY), "a removed token is forgotten");
  }

  @Test
  public void AT_07_a_token_can_be_saved_again_after_it_was_removed() {
    AccessTokenStore store = store();
    store.save(KEY, token("first"));
    store.remove(KEY, token("first"));
    store.save(KEY, token("first"));
    assertHolds("first", store, KEY, "a removal holds until the next save");
  }

  @Test
  public void AT_07_a_token_is_removed_whatever_span_it_was_seen_with() {
    AccessTokenStore store = store();
    store.save(KEY, token("first"));
    store.remove(KEY, new AccessToken("first", now, now.plusSeconds(5)));
    assertEquals(Optional.empty(), store.find(KEY), "tokens are compared by their text alone");
  }

  @Test
  public void AT_07_removing_a_token_leaves_another_that_has_taken_its_place() {
    AccessTokenStore store = store();
    store.save(KEY, token("first"));
    store.save(KEY, token("second"));
    store.remove(KEY, token("first"));
    assertHolds("second", store, KEY, "only the token that is named is removed");
  }

  @Test
  public void AT_07_removing_is_harmless_where_nothing_is() {
    AccessTokenStore store = store();
    assertDoesNotThrow(
        () -> store.remove(KEY, token("first")), "removing what is not there does nothing");
    store.save(KEY, token("first"));
    store.remove(KEY, token("first"));
    assertDoesNotThrow(() -> store.remove(KEY, token("first")), "removing again does nothing");
  }

  @Test
  public void AT_07_each_client_has_its_own_token() {
    assertApart(KEY, OTHER_CLIENT, "the tokens of two clients are kept apart");
  }

  @Test
  public void AT_07_each_service_has_its_own_token() {
    assertApart(KEY, OTHER_SERVICE, "the tokens of two services are kept apart");
  }

  @Test
  public void AT_07_keys_are_compared_by_what_they_hold() {
    AccessTokenStore store = store();
    store.save(KEY, token("first"));
    AccessTokenStore.Key same = new AccessTokenStore.Key(KEY.service(), KEY.clientId());
    assertHolds("first", store, same, "a token is found under an equal key");
  }

  @Test
  public void AT_07_comparing_and_removing_is_one_step() throws InterruptedException {
    AccessTokenStore store = store();
    for (int round = 0; round < ROUNDS; round++) {
      AccessToken former = token("former-" + round);
      String newer = "newer-" + round;
      store.save(KEY, former);
      ConcurrentCalls.call(
          List.<Callable<Boolean>>of(
              () -> saved(store, token(newer)),
              () -> removed(store, former),
              () -> removed(store, former)));
      assertHolds(newer, store, KEY, "a token saved during the removal of another stays");
    }
  }

  private void assertApart(AccessTokenStore.Key one, AccessTokenStore.Key other, String message) {
    AccessTokenStore store = store();
    store.save(one, token("first"));
    store.save(other, token("second"));
    assertHolds("first", store, one, message);
    store.remove(one, token("first"));
    assertHolds("second", store, other, message);
  }

  private void assertHolds(
      String token, AccessTokenStore store, AccessTokenStore.Key key, String message) {
    assertTrue(store.find(key).filter(token(token)::equals).isPresent(), message);
  }

  private boolean saved(AccessTokenStore store, AccessToken token) {
    store.save(KEY, token);
    return true;
  }

  private boolean removed(AccessTokenStore store, AccessToken token) {
    store.remove(KEY, token);
    return true;
  }

  private AccessToken token(String value) {
    return new AccessToken(value, now, now.plus(Duration.ofHours(1)));
  }
}
