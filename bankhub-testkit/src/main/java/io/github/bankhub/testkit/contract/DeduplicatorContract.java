package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.Deduplicator.Claim;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link Deduplicator}, one test each.
 *
 * <p>Extend it and return deduplicators that share their storage, as those of several machines do.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class DeduplicatorContract {

  private static final int ROUNDS = 10;
  private static final String KEY = "event:Ab";
  private static final Duration LEASE = Deduplicator.DEFAULT_LEASE;
  private static final Duration LAST_RETRY_OF_SEPAY = Duration.ofHours(5).plusMinutes(1);

  private Deduplicator machine;
  private Deduplicator other;

  /**
   * {@return the deduplicator of one machine} A test calls it once for each machine. All of a test
   * share one storage, empty at its start. One in memory returns the same instance.
   */
  protected abstract Deduplicator connect();

  /**
   * Lets time pass for leases and stored keys. Advance the clock of the implementation.
   *
   * @param time the time
   */
  protected abstract void advance(Duration time);

  @BeforeEach
  final void connectTwo() {
    machine = connect();
    other = connect();
  }

  @Test
  void WH_04_a_key_is_claimed_once() {
    assertTrue(machine.claim(KEY), "the first claim succeeds");
    assertFalse(machine.claim(KEY), "a repetition is not claimed");
    assertFalse(other.claim(KEY), "another machine does not claim a repetition");
  }

  @Test
  void WH_04_keys_are_compared_exactly() {
    assertTrue(machine.claim(KEY), "the first claim succeeds");
    assertTrue(machine.claim("event:aB"), "upper and lower case differ");
    assertTrue(machine.claim("event:Ab "), "a space at the end differs");
    String url = "event:" + "x".repeat(1000);
    assertTrue(machine.claim(url + "1"), "the first claim of a long key succeeds");
    assertTrue(machine.claim(url + "2"), "long keys differ in their last character");
  }

  @Test
  void WH_04_of_all_machines_one_claims_in_one_step() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      String key = "event:" + round;
      assertOne(
          ConcurrentCalls.onMachines(this::connect, machine -> machine.claim(key)),
          "exactly one claim in one step succeeds");
    }
  }

  @Test
  void WH_04_of_all_machines_one_claims_in_two_steps() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      String key = "event:" + round;
      assertOne(
          ConcurrentCalls.onMachines(
              this::connect, machine -> machine.claim(key, LEASE).isPresent()),
          "exactly one claim in two steps succeeds");
    }
  }

  @Test
  void WH_04_of_all_machines_one_claims_an_expired_key() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      String key = "event:" + round;
      claim(machine, key);
      advance(LEASE.plusSeconds(1));
      assertOne(
          ConcurrentCalls.onMachines(
              this::connect, machine -> machine.claim(key, LEASE).isPresent()),
          "exactly one claim of an expired key succeeds");
    }
  }

  @Test
  void WH_04_a_claimed_key_is_not_claimed_within_its_lease() {
    claim(machine, KEY);
    advance(LEASE.dividedBy(2));
    assertTrue(other.claim(KEY, LEASE).isEmpty(), "a claimed key is not claimed in two steps");
    assertFalse(other.claim(KEY), "a claimed key is not claimed in one step");
  }

  @Test
  void WH_04_the_claim_of_a_dead_process_expires() {
    claim(machine, KEY);
    advance(LEASE.plusSeconds(1));
    assertTrue(other.claim(KEY, LEASE).isPresent(), "a claim without confirmation expires");
  }

  @Test
  void WH_04_an_expired_claim_can_be_claimed_in_one_step() {
    claim(machine, KEY);
    advance(LEASE.plusSeconds(1));
    assertTrue(other.claim(KEY), "a claim without confirmation expires for one step too");
  }

  @Test
  void WH_04_a_confirmed_key_outlasts_the_retries_of_SePay() {
    assertTrue(claim(machine, KEY).confirm(), "a claim within its lease is confirmed");
    assertTrue(machine.claim("event:1"), "the first claim succeeds");
    advance(LAST_RETRY_OF_SEPAY);
    assertTrue(other.claim(KEY, LEASE).isEmpty(), "a confirmed key is stored for 5 hours");
    assertFalse(other.claim("event:1"), "a key claimed in one step is stored for 5 hours");
  }

  @Test
  void WH_04_confirming_again_is_harmless() {
    Claim claim = claim(machine, KEY);
    assertTrue(claim.confirm(), "a claim within its lease is confirmed");
    assertTrue(claim.confirm(), "a confirmed claim is confirmed again");
  }

  @Test
  void WH_04_a_late_claim_is_confirmed_if_it_is_the_only_one() {
    Claim late = claim(machine, KEY);
    advance(LEASE.plusSeconds(1));
    assertTrue(late.confirm(), "an expired claim is confirmed if there is no other");
    assertTrue(other.claim(KEY, LEASE).isEmpty(), "a late confirmation holds");
  }

  @Test
  void WH_04_of_two_claims_of_one_key_the_second_one_confirmed_fails() {
    Claim late = claim(machine, KEY);
    advance(LEASE.plusSeconds(1));
    assertTrue(claim(other, KEY).confirm(), "the first confirmation succeeds");
    assertFalse(late.confirm(), "the second confirmation fails");
  }

  @Test
  void WH_04_a_released_claim_can_be_claimed_again() {
    claim(machine, KEY).release();
    assertTrue(other.claim(KEY, LEASE).isPresent(), "a released claim can be claimed again");
  }

  @Test
  void WH_04_releasing_a_confirmed_claim_does_nothing() {
    Claim claim = claim(machine, KEY);
    claim.confirm();
    claim.release();
    assertFalse(other.claim(KEY), "a confirmed claim cannot be released");
  }

  @Test
  void WH_04_an_expired_claim_cannot_release_a_later_one() {
    Claim expired = claim(machine, KEY);
    advance(LEASE.plusSeconds(1));
    claim(other, KEY);
    expired.release();
    assertFalse(other.claim(KEY), "an expired claim does not release a later one");
  }

  @Test
  void WH_04_a_released_key_can_be_claimed_again() {
    machine.claim(KEY);
    other.release(KEY);
    assertTrue(machine.claim(KEY), "a key claimed in one step can be released");
    other.release(KEY);
    claim(machine, KEY);
    other.release(KEY);
    assertTrue(machine.claim(KEY), "a key claimed in two steps can be released");
  }

  private static void assertOne(Iterable<Boolean> claims, String message) {
    int count = 0;
    for (boolean isClaimed : claims) {
      count += isClaimed ? 1 : 0;
    }
    assertEquals(1, count, message);
  }

  private static Claim claim(Deduplicator machine, String key) {
    return machine.claim(key, LEASE).orElseGet(() -> fail("a free key is claimed"));
  }
}
