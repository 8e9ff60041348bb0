package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * <p>Extend it and return stores that share their storage, as the stores of several machines do. In
 * production a store may drop a token at any time. It must not do so within a test. The tokens
 * expire in one hour. A store keeps times to the second or better.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class AccessTokenStoreContract {

  private static final int ROUNDS = 200;
  private static final int CONCURRENT_ROUNDS = 10;
  private static final AccessTokenStore.Key KEY =
      new AccessTokenStore.Key(BankHubEnvironment.SANDBOX.baseUri(), "BH-SB-ONE");
  private static final AccessTokenStore.Key OTHER_CLIENT =
      new AccessTokenStore.Key(BankHubEnvironment.SANDBOX.baseUri(), "BH-SB-TWO");
  private static final AccessTokenStore.Key OTHER_SERVICE =
      new AccessTokenStore.Key(BankHubEnvironment.PRODUCTION.baseUri(), "BH-SB-ONE");

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private AccessTokenStore store;

  /**
   * {@return the store of one machine} A test calls it once for each machine. All stores of a test
   * share one storage, empty at its start. A store in memory returns the same instance.
   */
  protected abstract AccessTokenStore connect();

  /**
   * Lets time pass for leases. Advance the clock of the implementation.
   *
   * @param time the time
   */
  protected abstract void advance(Duration time);

  /**
   * Whether the implementation grants leases one at a time. If not, their tests are skipped.
   *
   * @return true, unless it is overridden
   */
  protected boolean grantsLeases() {
    return true;
  }

  @BeforeEach
  final void connectFirst() {
    store = connect();
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

  @Test
  void AT_07_another_machine_finds_and_removes_a_token() {
    AccessTokenStore other = connect();
    save("first");
    assertTrue(
        other.find(KEY).filter(token("first")::equals).isPresent(), "all machines share tokens");
    other.remove(KEY, token("first"));
    assertEquals(Optional.empty(), store.find(KEY), "all machines share removals");
  }

  @Test
  void AT_07_of_all_machines_one_gets_the_lease() throws InterruptedException {
    assumeLeases();
    for (int round = 0; round < CONCURRENT_ROUNDS; round++) {
      AccessTokenStore.Key key = new AccessTokenStore.Key(KEY.service(), "BH-SB-" + round);
      long granted =
          ConcurrentCalls.onMachines(
                  this::connect, machine -> machine.tryRenew(key, LEASE).isPresent())
              .stream()
              .filter(isGranted -> isGranted)
              .count();
      assertEquals(1, granted, "exactly one machine gets the lease");
    }
  }

  @Test
  void AT_07_each_key_has_its_own_lease() {
    assumeLeases();
    lease(store);
    assertTrue(store.tryRenew(OTHER_CLIENT, LEASE).isPresent(), "each client has its own lease");
    assertTrue(store.tryRenew(OTHER_SERVICE, LEASE).isPresent(), "each service has its own lease");
  }

  @Test
  void AT_07_a_released_lease_is_granted_again() {
    assumeLeases();
    lease(store).release();
    assertTrue(connect().tryRenew(KEY, LEASE).isPresent(), "a released lease is free");
  }

  @Test
  void AT_07_the_lease_of_a_dead_holder_ends_in_time() {
    assumeLeases();
    lease(store);
    advance(LEASE.dividedBy(2));
    assertTrue(connect().tryRenew(KEY, LEASE).isEmpty(), "a lease is held for its time");
    advance(LEASE);
    assertTrue(connect().tryRenew(KEY, LEASE).isPresent(), "a lease ends when its time is over");
  }

  @Test
  void AT_07_an_expired_lease_cannot_release_a_later_one() {
    assumeLeases();
    AccessTokenStore.Lease expired = lease(store);
    advance(LEASE.plusSeconds(1));
    lease(connect());
    expired.release();
    assertTrue(
        connect().tryRenew(KEY, LEASE).isEmpty(), "an expired lease does not end a later one");
  }

  @Test
  void AT_07_a_lease_changes_no_token() {
    assumeLeases();
    save("first");
    AccessTokenStore.Lease lease = lease(store);
    assertFound("first", KEY, "a token is found while a lease is held");
    save("second");
    lease.release();
    assertFound("second", KEY, "a token is found after a lease was released");
  }

  private void assumeLeases() {
    assumeTrue(grantsLeases(), "this store has no leases: see grantsLeases()");
  }

  private static AccessTokenStore.Lease lease(AccessTokenStore machine) {
    return machine.tryRenew(KEY, LEASE).orElseGet(() -> fail("a free lease is granted"));
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
