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
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link AccessTokenStore}, one test each.
 *
 * <p>Extend it and return a store. In production a store may drop a token at any time. It must not
 * do so within a test. The tokens expire in one hour. A store keeps times to the second or better.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class AccessTokenStoreContract {

  private static final int ROUNDS = 200;
  private static final AccessTokenStore.Key KEY =
      new AccessTokenStore.Key(BankHubEnvironment.SANDBOX.baseUri(), "BH-SB-ONE");
  private static final AccessTokenStore.Key OTHER_CLIENT =
      new AccessTokenStore.Key(BankHubEnvironment.SANDBOX.baseUri(), "BH-SB-TWO");
  private static final AccessTokenStore.Key OTHER_SERVICE =
      new AccessTokenStore.Key(BankHubEnvironment.PRODUCTION.baseUri(), "BH-SB-ONE");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private AccessTokenStore store;

  /** {@return the implementation under test: an empty store, without the tokens of other tests} */
  protected abstract AccessTokenStore store();

  @BeforeEach
  final void createStore() {
    store = store();
  }

  @Test
  void AT_07_a_new_store_is_empty() {
    assertEquals(Optional.empty(), store.find(KEY), "a store contains only what was saved in it");
  }

  @Test
  void AT_07_a_saved_token_is_found() {
    save("first");
    assertFound("first", KEY, "a saved token is found");
  }

  @Test
  void AT_07_a_token_keeps_its_times() {
    AccessToken saved = token("first");
    store.save(KEY, saved);
    AccessToken found = store.find(KEY).orElseGet(() -> fail("a saved token is found"));
    assertEquals(saved.issuedAt(), found.issuedAt(), "a token keeps its start");
    assertEquals(saved.expiresAt(), found.expiresAt(), "a token keeps its expiry");
  }

  @Test
  void AT_07_a_later_token_replaces_an_earlier_one() {
    save("first");
    save("second");
    assertFound("second", KEY, "the last saved token is found");
  }

  @Test
  void AT_07_a_removed_token_is_not_found() {
    save("first");
    remove("first");
    assertEquals(Optional.empty(), store.find(KEY), "a removed token is not found");
  }

  @Test
  void AT_07_a_token_can_be_saved_again_after_it_was_removed() {
    save("first");
    remove("first");
    save("first");
    assertFound("first", KEY, "a removal holds until the next save");
  }

  @Test
  void AT_07_a_token_is_removed_whatever_its_times() {
    save("first");
    store.remove(KEY, new AccessToken("first", now, now.plusSeconds(5)));
    assertEquals(Optional.empty(), store.find(KEY), "tokens are compared only by their text");
  }

  @Test
  void AT_07_removing_a_replaced_token_leaves_the_new_one() {
    save("first");
    save("second");
    remove("first");
    assertFound("second", KEY, "only the given token is removed");
  }

  @Test
  void AT_07_removing_a_missing_token_does_nothing() {
    assertDoesNotThrow(() -> remove("first"), "removing a missing token does nothing");
    save("first");
    remove("first");
    assertDoesNotThrow(() -> remove("first"), "removing again does nothing");
  }

  @Test
  void AT_07_each_client_has_its_own_token() {
    assertApart(KEY, OTHER_CLIENT, "two clients have separate tokens");
  }

  @Test
  void AT_07_each_service_has_its_own_token() {
    assertApart(KEY, OTHER_SERVICE, "two services have separate tokens");
  }

  @Test
  void AT_07_keys_are_compared_by_their_values() {
    save("first");
    AccessTokenStore.Key same = new AccessTokenStore.Key(KEY.service(), KEY.clientId());
    assertFound("first", same, "an equal key finds the token");
  }

  @Test
  void AT_07_comparing_and_removing_is_atomic() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      String former = "former-" + round;
      String newer = "newer-" + round;
      save(former);
      ConcurrentCalls.call(
          List.of(
              Executors.callable(() -> save(newer)),
              Executors.callable(() -> remove(former)),
              Executors.callable(() -> remove(former))));
      assertFound(newer, KEY, "a token saved during the removal of another one stays");
    }
  }

  private void assertApart(AccessTokenStore.Key one, AccessTokenStore.Key other, String message) {
    store.save(one, token("first"));
    store.save(other, token("second"));
    assertFound("first", one, message);
    store.remove(one, token("first"));
    assertFound("second", other, message);
  }

  private void assertFound(String token, AccessTokenStore.Key key, String message) {
    assertTrue(store.find(key).filter(token(token)::equals).isPresent(), message);
  }

  private void save(String token) {
    store.save(KEY, token(token));
  }

  private void remove(String token) {
    store.remove(KEY, token(token));
  }

  private AccessToken token(String value) {
    return new AccessToken(value, now, now.plus(Duration.ofHours(1)));
  }
}
