package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.AccessTokenStore.Lease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Stores of access tokens that make one mistake each. */
final class AccessTokenStoreMutants {

  private static final URI ANY_SERVICE = URI.create("https://example.com");
  private static final AccessToken INVENTED =
      new AccessToken("invented", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

  private AccessTokenStoreMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
        mutant(
            "invents tokens",
            right -> right.finding(key -> Optional.of(right.find(key).orElse(INVENTED))),
            "AT_07_a_new_store_is_empty",
            "a store contains only what was saved in it"),
        mutant(
            "saves nothing",
            right -> right.saving((key, token) -> {}),
            "AT_07_a_saved_token_is_found",
            "a saved token is found"),
        mutant(
            "changes the expiry",
            right -> right.saving((key, token) -> right.save(key, longer(token))),
            "AT_07_a_token_keeps_its_times",
            "a token keeps its expiry"),
        mutant(
            "keeps the first token",
            right -> right.saving((key, token) -> right.save(key, right.find(key).orElse(token))),
            "AT_07_a_later_token_replaces_an_earlier_one",
            "the last saved token is found"),
        mutant(
            "never removes",
            right -> right.removing((key, token) -> {}),
            "AT_07_a_removed_token_is_not_found",
            "a removed token is not found"),
        mutant(
            "does not save a removed token again",
            AccessTokenStoreMutants::rememberingRemovals,
            "AT_07_a_token_can_be_saved_again_after_it_was_removed",
            "a removal holds until the next save"),
        mutant(
            "compares times",
            right ->
                right.removing(
                    (key, token) ->
                        right
                            .find(key)
                            .filter(saved -> saved.expiresAt().equals(token.expiresAt()))
                            .ifPresent(saved -> right.remove(key, token))),
            "AT_07_a_token_is_removed_whatever_its_times",
            "tokens are compared only by their text"),
        mutant(
            "removes any token of the key",
            right ->
                right.removing(
                    (key, token) -> right.find(key).ifPresent(saved -> right.remove(key, saved))),
            "AT_07_removing_a_replaced_token_leaves_the_new_one",
            "only the given token is removed"),
        mutant(
            "requires a token to remove",
            right ->
                right.removing(
                    (key, token) ->
                        right.remove(key, right.find(key).filter(token::equals).orElseThrow())),
            "AT_07_removing_a_missing_token_does_nothing",
            "removing a missing token does nothing"),
        mutant(
            "ignores the client",
            right -> right.with(key -> new AccessTokenStore.Key(key.service(), "anyone")),
            "AT_07_each_client_has_its_own_token",
            "two clients have separate tokens"),
        mutant(
            "ignores the service",
            right -> right.with(key -> new AccessTokenStore.Key(ANY_SERVICE, key.clientId())),
            "AT_07_each_service_has_its_own_token",
            "two services have separate tokens"),
        mutant(
            "compares keys by identity",
            AccessTokenStoreMutants::comparingIdentities,
            "AT_07_keys_are_compared_by_their_values",
            "an equal key finds the token"),
        mutant(
            "compares and then removes",
            AccessTokenStoreMutants::comparingBeforeRemoving,
            "AT_07_comparing_and_removing_is_atomic",
            "a token saved during the removal of another one stays"),
        mutant(
            "never removes for another machine",
            right -> right.removing((key, token) -> {}),
            "AT_07_another_machine_finds_and_removes_a_token",
            "all machines share removals"),
        mutant(
            "grants every lease",
            right -> right.leasing((key, time) -> Optional.of(() -> {})),
            "AT_07_of_all_machines_one_gets_the_lease",
            "exactly one machine gets the lease"),
        mutant(
            "has one lease for all clients",
            right ->
                right.leasing(
                    (key, time) ->
                        right.tryRenew(new AccessTokenStore.Key(key.service(), "anyone"), time)),
            "AT_07_each_key_has_its_own_lease",
            "each client has its own lease"),
        mutant(
            "never releases a lease",
            right -> right.leasing((key, time) -> right.tryRenew(key, time).map(lease -> () -> {})),
            "AT_07_a_released_lease_is_granted_again",
            "a released lease is free"),
        mutant(
            "ignores the time of a lease",
            right -> right.leasing((key, time) -> right.tryRenew(key, Duration.ofDays(1))),
            "AT_07_the_lease_of_a_dead_holder_ends_in_time",
            "a lease ends when its time is over"),
        mutant(
            "releases any lease",
            AccessTokenStoreMutants::releasingTheLatest,
            "AT_07_an_expired_lease_cannot_release_a_later_one",
            "an expired lease does not end a later one"),
        mutant(
            "removes the token with the lease",
            right ->
                right.leasing(
                    (key, time) ->
                        right
                            .tryRenew(key, time)
                            .map(
                                lease ->
                                    () ->
                                        right
                                            .find(key)
                                            .ifPresent(token -> right.remove(key, token)))),
            "AT_07_a_lease_changes_no_token",
            "a token is found after a lease was released"));
  }

  private static Mutant mutant(
      String name, UnaryOperator<Store> mistake, String test, String message) {
    Function<InstantSource, AccessTokenStore> store = clock -> mistake.apply(Store.right(clock));
    return new Mutant(
        InMemoryContractsTest.AccessTokenStores.class,
        name,
        Implementation.IN_MEMORY.with(Stores.IN_MEMORY.withTokens(store)),
        test,
        message);
  }

  private static AccessToken longer(AccessToken token) {
    return new AccessToken(token.reveal(), token.issuedAt(), token.expiresAt().plusSeconds(1));
  }

  private static Store rememberingRemovals(Store right) {
    Set<AccessToken> removed = ConcurrentHashMap.newKeySet();
    return right
        .removing(
            (key, token) -> {
              removed.add(token);
              right.remove(key, token);
            })
        .saving(
            (key, token) -> {
              if (!removed.contains(token)) {
                right.save(key, token);
              }
            });
  }

  private static Store releasingTheLatest(Store right) {
    AtomicReference<Lease> latest = new AtomicReference<>();
    return right.leasing(
        (key, time) ->
            right
                .tryRenew(key, time)
                .map(
                    lease -> {
                      latest.set(lease);
                      return () -> latest.get().release();
                    }));
  }

  private static Store comparingIdentities(Store right) {
    return right.with(
        key -> new AccessTokenStore.Key(key.service(), "" + System.identityHashCode(key)));
  }

  private static Store comparingBeforeRemoving(Store right) {
    Semaphore saves = new Semaphore(0);
    return right
        .saving(
            (key, token) -> {
              right.save(key, token);
              saves.release();
            })
        .removing(
            (key, token) -> {
              if (right.find(key).filter(token::equals).isPresent()) {
                awaitSave(saves);
                right.find(key).ifPresent(saved -> right.remove(key, saved));
              }
            });
  }

  /** Leaves another thread time between the two steps. */
  private static void awaitSave(Semaphore saves) {
    try {
      saves.drainPermits();
      saves.tryAcquire(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A store whose methods can be replaced. */
  private record Store(
      Function<AccessTokenStore.Key, Optional<AccessToken>> finder,
      BiConsumer<AccessTokenStore.Key, AccessToken> saver,
      BiConsumer<AccessTokenStore.Key, AccessToken> remover,
      BiFunction<AccessTokenStore.Key, Duration, Optional<Lease>> leaser)
      implements AccessTokenStore {

    static Store right(InstantSource clock) {
      AccessTokenStore right = AccessTokenStore.inMemory(clock);
      return new Store(right::find, right::save, right::remove, right::tryRenew);
    }

    Store finding(Function<AccessTokenStore.Key, Optional<AccessToken>> other) {
      return new Store(other, saver, remover, leaser);
    }

    Store saving(BiConsumer<AccessTokenStore.Key, AccessToken> other) {
      return new Store(finder, other, remover, leaser);
    }

    Store removing(BiConsumer<AccessTokenStore.Key, AccessToken> other) {
      return new Store(finder, saver, other, leaser);
    }

    Store leasing(BiFunction<AccessTokenStore.Key, Duration, Optional<Lease>> other) {
      return new Store(finder, saver, remover, other);
    }

    /** Replaces each key. */
    Store with(UnaryOperator<AccessTokenStore.Key> change) {
      return new Store(
          key -> find(change.apply(key)),
          (key, token) -> save(change.apply(key), token),
          (key, token) -> remove(change.apply(key), token),
          leaser);
    }

    @Override
    public Optional<AccessToken> find(AccessTokenStore.Key key) {
      return finder.apply(key);
    }

    @Override
    public void save(AccessTokenStore.Key key, AccessToken token) {
      saver.accept(key, token);
    }

    @Override
    public void remove(AccessTokenStore.Key key, AccessToken token) {
      remover.accept(key, token);
    }

    @Override
    public Optional<Lease> tryRenew(AccessTokenStore.Key key, Duration lease) {
      return leaser.apply(key, lease);
    }
  }
}
