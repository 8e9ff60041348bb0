package io.github.bankhub.feign.internal.auth;

import feign.Response;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.internal.api.GeneratedCalls;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one client. One thread requests it for all, before it expires. Thread-safe.
 *
 * <p>A caller gets a fresh token from the cache or the store. Otherwise it waits for a request in
 * progress, here or in a process that shares the store, or starts one. After a recent failure it
 * gets that failure, until the backoff ends.
 */
public final class CachedAccessTokens {

  private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

  private final GeneratedCalls generated;
  private final CallExecutor calls;
  private final TokenStoreAccess store;
  private final SharedRenewal renewal;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Tokens settings;

  private final AtomicReference<@Nullable CachedToken> cached = new AtomicReference<>();
  private final AtomicReference<@Nullable AccessToken> rejected = new AtomicReference<>();
  private final AtomicReference<@Nullable TokenRequest> inProgress = new AtomicReference<>();
  private volatile @Nullable RecentFailure recentFailure;

  public CachedAccessTokens(
      GeneratedCalls generated,
      CallExecutor calls,
      BankHubSettings settings,
      AccessTokenStore store,
      InstantSource clock,
      LongSupplier nanos) {
    this.generated = generated;
    this.calls = calls;
    this.store =
        new TokenStoreAccess(
            store,
            new AccessTokenStore.Key(
                settings.environment().baseUri(), settings.credentials().clientId()));
    this.renewal = new SharedRenewal(this.store, calls, settings.timeouts().response());
    this.clock = clock;
    this.nanos = nanos;
    this.settings = settings.tokens();
  }

  /** {@return the cached token, if it is fresh} */
  public Optional<AccessToken> cached() {
    CachedToken current = cached.get();
    return current == null || !isFresh(current) ? Optional.empty() : Optional.of(current.token());
  }

  /** {@return a fresh token, requested if there is none} */
  public AccessToken current(CallContext call) {
    return cached().orElseGet(() -> awaitOrFetch(call));
  }

  /** {@return a fresh token for a request that is not sent without one} */
  AccessToken forRequest(CallContext call) {
    try {
      return current(call);
    } catch (AttemptException e) {
      throw e.causedByMissingToken();
    }
  }

  /** Removes a token that the service rejected. A newer one stays. */
  public void reject(AccessToken token) {
    // The cache is last, or another thread could load the token from the store again.
    rejected.set(token);
    store.remove(token);
    cached.updateAndGet(
        current -> current == null || token.equals(current.token()) ? null : current);
  }

  private AccessToken awaitOrFetch(CallContext call) {
    TokenRequest mine = new TokenRequest();
    TokenRequest theirs = inProgress.compareAndExchange(null, mine);
    return theirs == null ? fetchForAll(mine, call) : await(theirs, call);
  }

  private AccessToken fetchForAll(TokenRequest mine, CallContext call) {
    try {
      AccessToken token = loadOrFetch(call);
      cached.set(cacheable(token));
      recentFailure = null;
      inProgress.set(null);
      mine.complete(token);
      return token;
    } catch (Throwable e) {
      if (e instanceof AttemptException failure && failure.requestsBackoff()) {
        remember(failure);
      }
      inProgress.set(null);
      mine.completeExceptionally(isOwn(e, call) ? new CancellationException() : e);
      throw e;
    }
  }

  /** An interrupt, a deadline or an unexpected failure of this caller: the waiters retry then. */
  private static boolean isOwn(Throwable failure, CallContext call) {
    return Thread.currentThread().isInterrupted()
        || call.isExpired()
        || !(failure instanceof AttemptException);
  }

  private AccessToken await(TokenRequest theirs, CallContext call) {
    if (theirs.thread == Thread.currentThread()) {
      // It would wait for itself until its deadline.
      throw Failures.notSent(Reason.TIMEOUT, "a token store or listener calls its own client");
    }
    try {
      return theirs.get(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      return awaitOrFetch(call);
    } catch (ExecutionException e) {
      throw ((AttemptException) Objects.requireNonNull(e.getCause())).shared();
    } catch (TimeoutException e) {
      throw Failures.notSent(Reason.TIMEOUT, "no access token came in time").shared();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted().shared();
    }
  }

  private AccessToken loadOrFetch(CallContext call) {
    return cached()
        .or(() -> store.find().filter(this::isFresh))
        .orElseGet(() -> fetchUnlessBackoff(call));
  }

  private AccessToken fetchUnlessBackoff(CallContext call) {
    RecentFailure recent = recentFailure;
    if (recent != null && isActive(recent)) {
      throw recent.failure().shared();
    }
    return renewal.renew(call, this::isFresh, () -> fetchAndSave(call));
  }

  private AccessToken fetchAndSave(CallContext call) {
    AccessToken fetched = fetch(call);
    // The service may issue a rejected token again. It is valid then.
    rejected.updateAndGet(token -> fetched.equals(token) ? null : token);
    store.save(fetched);
    return fetched;
  }

  private AccessToken fetch(CallContext call) {
    return calls.inner(
        call,
        Operation.CREATE_ACCESS_TOKEN,
        inner -> {
          Instant requestedAt = clock.instant();
          Response response = generated.call(Operation.CREATE_ACCESS_TOKEN, Map.of(), inner);
          return AccessToken.of(Json.fields(response, Operation.CREATE_ACCESS_TOKEN), requestedAt);
        });
  }

  private void remember(AttemptException failure) {
    RecentFailure recent = recentFailure;
    if (recent == null || !isActive(recent)) {
      recentFailure = new RecentFailure(failure, nanos.getAsLong() + backoff(failure).toNanos());
    }
  }

  private boolean isActive(RecentFailure recent) {
    return nanos.getAsLong() - recent.until() < 0;
  }

  /** Retry-After, up to a minute. Zero if the backoff is disabled. */
  private Duration backoff(AttemptException failure) {
    Duration chosen = settings.failureBackoff();
    Duration retryAfter = failure.retryAfter();
    if (retryAfter == null || chosen.isZero() || retryAfter.compareTo(chosen) <= 0) {
      return chosen;
    }
    return retryAfter.compareTo(MAX_BACKOFF) < 0 ? retryAfter : MAX_BACKOFF;
  }

  private boolean isFresh(AccessToken token) {
    return isFresh(cacheable(token));
  }

  private boolean isFresh(CachedToken token) {
    return clock.instant().isBefore(token.renewAt()) && !token.token().equals(rejected.get());
  }

  private CachedToken cacheable(AccessToken token) {
    Duration tenth = token.lifetime().dividedBy(10);
    Duration margin =
        tenth.compareTo(settings.renewalMargin()) < 0 ? tenth : settings.renewalMargin();
    return new CachedToken(token, token.expiresAt().minus(margin));
  }

  /**
   * A token in the cache.
   *
   * @param renewAt the instant from which it is renewed
   */
  private record CachedToken(AccessToken token, Instant renewAt) {}

  /**
   * A failed request for a token.
   *
   * @param until when the next request may be sent, in nanoseconds of the deadline clock
   */
  private record RecentFailure(AttemptException failure, long until) {}

  /** A request for a token in progress, which the other threads wait for. */
  private static final class TokenRequest extends CompletableFuture<AccessToken> {
    private final Thread thread = Thread.currentThread();
  }
}
