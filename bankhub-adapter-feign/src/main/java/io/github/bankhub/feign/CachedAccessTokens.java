package io.github.bankhub.feign;

import feign.TypedResponse;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.wire.AccessTokenAnswer;
import io.github.bankhub.feign.wire.AccessTokenApi;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The access token in use: asked for by one caller at a time, renewed before it ends. */
final class CachedAccessTokens {

  /** Assumed where an answer tells no usable life: short, yet not a token for each call. */
  private static final Duration ASSUMED_LIFE = Duration.ofMinutes(5);

  private static final Duration LONGEST_LIFE = Duration.ofDays(1);
  private static final System.Logger LOG = System.getLogger(CachedAccessTokens.class.getName());

  private final AccessTokenApi api;
  private final Calls calls;
  private final AccessTokenStore store;
  private final AccessTokenStore.Key key;
  private final InstantSource clock;
  private final Duration longestMargin;
  private final Duration patience;

  private final AtomicReference<@Nullable AccessToken> own = new AtomicReference<>();
  private final AtomicReference<@Nullable AccessToken> dropped = new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<AccessToken>> flight =
      new AtomicReference<>();

  CachedAccessTokens(
      AccessTokenApi api,
      Calls calls,
      AccessTokenStore store,
      AccessTokenStore.Key key,
      InstantSource clock,
      Duration longestMargin,
      Duration patience) {
    this.api = api;
    this.calls = calls;
    this.store = store;
    this.key = key;
    this.clock = clock;
    this.longestMargin = longestMargin;
    this.patience = patience;
  }

  /** A token that is good for a while yet. */
  AccessToken current() {
    AccessToken mine = own.get();
    return mine != null && isFresh(mine) ? mine : joined();
  }

  /** The same for a call that is not sent if there is no token. */
  AccessToken forAnotherCall() {
    try {
      return current();
    } catch (AttemptFailed e) {
      throw e.asNotSent();
    }
  }

  /** The same for a call that was refused with the token that it had. */
  AccessToken inPlaceOf(AccessToken token, Answer refusal) {
    drop(token);
    try {
      return current();
    } catch (AttemptFailed e) {
      throw e.asRejectedBy(refusal);
    }
  }

  /** Forgets a token that was refused; one that has taken its place stays. */
  void drop(AccessToken token) {
    // Last of all from here, or another thread could take it back from the store in between.
    dropped.set(token);
    withStore(shared -> shared.remove(key, token));
    own.updateAndGet(mine -> token.equals(mine) ? null : mine);
  }

  private AccessToken joined() {
    CompletableFuture<AccessToken> mine = new CompletableFuture<>();
    CompletableFuture<AccessToken> theirs = flight.compareAndExchange(null, mine);
    if (theirs != null) {
      return await(theirs);
    }
    try {
      AccessToken token = foundOrFetched();
      own.set(token);
      flight.set(null);
      mine.complete(token);
      return token;
    } catch (RuntimeException | Error e) {
      flight.set(null);
      // The others need not end because this thread was told to.
      mine.completeExceptionally(
          Thread.currentThread().isInterrupted() ? new CancellationException() : e);
      throw e;
    }
  }

  private AccessToken await(CompletableFuture<AccessToken> theirs) {
    try {
      return theirs.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      return joined();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AttemptFailed failure
          ? failure.notCountedAgain()
          : Failures.noTokenInTime();
    } catch (TimeoutException e) {
      throw Failures.noTokenInTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted();
    }
  }

  private AccessToken foundOrFetched() {
    AccessToken mine = own.get();
    if (mine != null && isFresh(mine)) {
      return mine;
    }
    AccessToken shared = found();
    if (shared != null && isFresh(shared) && !shared.equals(dropped.get())) {
      return shared;
    }
    AccessToken fetched = fetched();
    withStore(kept -> kept.save(key, fetched));
    return fetched;
  }

  private AccessToken fetched() {
    return calls.side(
        Operation.CREATE_ACCESS_TOKEN,
        () -> {
          Instant asked = clock.instant();
          return toDomain(api.createAccessToken(), asked);
        });
  }

  private static AccessToken toDomain(TypedResponse<AccessTokenAnswer> answer, Instant asked) {
    AccessTokenAnswer body = answer.body();
    try {
      return new AccessToken(body.accessToken(), asked, asked.plus(life(body.ttl())));
    } catch (InvalidFieldException e) {
      throw Failures.unreadable(answer.status(), e);
    }
  }

  private static Duration life(@Nullable Long ttl) {
    if (ttl == null || ttl <= 0) {
      return ASSUMED_LIFE;
    }
    return ttl > LONGEST_LIFE.toSeconds() ? LONGEST_LIFE : Duration.ofSeconds(ttl);
  }

  private boolean isFresh(AccessToken token) {
    Duration tenth = token.life().dividedBy(10);
    Duration margin = tenth.compareTo(longestMargin) < 0 ? tenth : longestMargin;
    return !token.hasExpiredAt(clock.instant().plus(margin));
  }

  private @Nullable AccessToken found() {
    AtomicReference<@Nullable AccessToken> result = new AtomicReference<>();
    withStore(shared -> shared.find(key).ifPresent(result::set));
    return result.get();
  }

  private void withStore(Consumer<AccessTokenStore> use) {
    try {
      use.accept(store);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "The access token store failed ({0}); going on with a token of this process alone",
          e.getClass().getName());
    }
  }
}
