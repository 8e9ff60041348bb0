package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.Deduplicator.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Deduplicators that make one mistake each. */
final class DeduplicatorMutants {

  static final List<String> RULES = List.of("WH_04");

  private DeduplicatorMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        mutant(
            "claims repetitions",
            right ->
                right.oneStep(
                    key -> {
                      right.claim(key);
                      return true;
                    }),
            "WH_04_a_key_is_claimed_once",
            "a repetition is not claimed"),
        mutant(
            "ignores the case",
            right -> right.oneStep(key -> right.claim(key.toLowerCase(Locale.ROOT))),
            "WH_04_keys_are_compared_exactly",
            "upper and lower case differ"),
        mutant(
            "looks, then claims in one step",
            DeduplicatorMutants::lookingBeforeOneStep,
            "WH_04_of_all_machines_one_claims_in_one_step",
            "exactly one claim in one step succeeds"),
        mutant(
            "grants all claims in two steps",
            right -> right.twoSteps((key, lease) -> Optional.of(new Fake(() -> true, () -> {}))),
            "WH_04_of_all_machines_one_claims_in_two_steps",
            "exactly one claim in two steps succeeds"),
        mutant(
            "grants all claims of an expired key",
            DeduplicatorMutants::repeating,
            "WH_04_of_all_machines_one_claims_an_expired_key",
            "exactly one claim of an expired key succeeds"),
        mutant(
            "stores a claim only when it is confirmed",
            right -> right.twoSteps((key, lease) -> Optional.of(new Fake(() -> true, () -> {}))),
            "WH_04_a_claimed_key_is_not_claimed_within_its_lease",
            "a claimed key is not claimed in two steps"),
        mutant(
            "confirms immediately",
            right ->
                right.twoSteps(
                    (key, lease) ->
                        right.claim(key)
                            ? Optional.of(new Fake(() -> true, () -> {}))
                            : Optional.empty()),
            "WH_04_the_claim_of_a_dead_process_expires",
            "a claim without confirmation expires"),
        mutant(
            "ignores in one step that a claim expired",
            DeduplicatorMutants::ignoringExpiry,
            "WH_04_an_expired_claim_can_be_claimed_in_one_step",
            "expires for one step too"),
        mutant(
            "never confirms",
            right -> right.claims((key, claim) -> new Fake(() -> true, claim::release)),
            "WH_04_a_confirmed_key_outlasts_the_retries_of_SePay",
            "a confirmed key is stored for 5 hours"),
        mutant(
            "confirms a claim only once",
            right -> right.claims((key, claim) -> new Fake(once(claim), claim::release)),
            "WH_04_confirming_again_is_harmless",
            "a confirmed claim is confirmed again"),
        mutant(
            "rejects a late confirmation",
            right -> right.claims((key, claim) -> new Fake(right.inTime(claim), claim::release)),
            "WH_04_a_late_claim_is_confirmed_if_it_is_the_only_one",
            "an expired claim is confirmed if there is no other"),
        mutant(
            "confirms every claim",
            right -> right.claims((key, claim) -> new Fake(() -> true, claim::release)),
            "WH_04_of_two_claims_of_one_key_the_second_one_confirmed_fails",
            "the second confirmation fails"),
        mutant(
            "never releases a claim",
            right -> right.claims((key, claim) -> new Fake(claim::confirm, () -> {})),
            "WH_04_a_released_claim_can_be_claimed_again",
            "a released claim can be claimed again"),
        mutant(
            "releases a confirmed claim",
            DeduplicatorMutants::releasingAny,
            "WH_04_releasing_a_confirmed_claim_does_nothing",
            "a confirmed claim cannot be released"),
        mutant(
            "releases the claim of another process",
            DeduplicatorMutants::releasingAny,
            "WH_04_an_expired_claim_cannot_release_a_later_one",
            "an expired claim does not release a later one"),
        mutant(
            "never releases a key",
            right -> right.releasing(key -> {}),
            "WH_04_a_released_key_can_be_claimed_again",
            "a key claimed in one step can be released"));
  }

  private static Mutant mutant(
      String name, UnaryOperator<Mutable> mistake, String test, String message) {
    return new Mutant(
        InMemoryContractsTest.Deduplicators.class,
        name,
        Implementation.IN_MEMORY.with(
            Stores.IN_MEMORY.withDeduplicators(clock -> mistake.apply(Mutable.right(clock)))),
        test,
        message);
  }

  private static Mutable lookingBeforeOneStep(Mutable right) {
    Set<String> claimed = ConcurrentHashMap.newKeySet();
    CountDownLatch looks = new CountDownLatch(2);
    return right.oneStep(
        key -> {
          boolean isNew = !claimed.contains(key);
          looks.countDown();
          await(looks);
          claimed.add(key);
          return isNew;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Mutable repeating(Mutable right) {
    Set<String> claimed = ConcurrentHashMap.newKeySet();
    return right.twoSteps(
        (key, lease) ->
            claimed.add(key)
                ? right.claim(key, lease)
                : Optional.of(new Fake(() -> true, () -> {})));
  }

  private static Mutable ignoringExpiry(Mutable right) {
    Set<String> claimed = ConcurrentHashMap.newKeySet();
    return right
        .twoSteps(
            (key, lease) -> {
              claimed.add(key);
              return right.claim(key, lease);
            })
        .oneStep(key -> !claimed.contains(key) && right.claim(key));
  }

  private static Mutable releasingAny(Mutable right) {
    return right.claims((key, claim) -> new Fake(claim::confirm, () -> right.release(key)));
  }

  private static BooleanSupplier once(Claim claim) {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    return () -> isFirst.getAndSet(false) && claim.confirm();
  }

  /** A claim whose methods can be replaced. */
  private record Fake(BooleanSupplier confirmation, Runnable ending) implements Claim {

    @Override
    public boolean confirm() {
      return confirmation.getAsBoolean();
    }

    @Override
    public void release() {
      ending.run();
    }
  }

  /** A deduplicator whose methods can be replaced. */
  private record Mutable(
      InstantSource clock,
      Predicate<String> oneStep,
      BiFunction<String, Duration, Optional<Claim>> twoSteps,
      Consumer<String> releaser)
      implements Deduplicator {

    static Mutable right(InstantSource clock) {
      Deduplicator right = Deduplicator.inMemory(clock);
      return new Mutable(clock, right::claim, right::claim, right::release);
    }

    Mutable oneStep(Predicate<String> other) {
      return new Mutable(clock, other, twoSteps, releaser);
    }

    Mutable twoSteps(BiFunction<String, Duration, Optional<Claim>> other) {
      return new Mutable(clock, oneStep, other, releaser);
    }

    Mutable releasing(Consumer<String> other) {
      return new Mutable(clock, oneStep, twoSteps, other);
    }

    Mutable claims(BiFunction<String, Claim, Claim> change) {
      return twoSteps((key, lease) -> claim(key, lease).map(claim -> change.apply(key, claim)));
    }

    BooleanSupplier inTime(Claim claim) {
      Instant end = clock.instant().plus(DEFAULT_LEASE);
      return () -> clock.instant().isBefore(end) && claim.confirm();
    }

    @Override
    public boolean claim(String key) {
      return oneStep.test(key);
    }

    @Override
    public Optional<Claim> claim(String key, Duration lease) {
      return twoSteps.apply(key, lease);
    }

    @Override
    public void release(String key) {
      releaser.accept(key);
    }
  }
}
