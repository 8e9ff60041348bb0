package io.github.bankhub.feign.internal.auth;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.CallContext;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.BankHubSettings.Tokens;
import io.github.bankhub.feign.wire.AccessTokenApi;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The access token in use: asked for by one caller at a time, renewed before it ends. */
public final class CachedAccessTokens {

  private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

  private final AccessTokenApi api;
  private final CallExecutor calls;
  private final AccessTokenStore store;
  private final AccessTokenStore.Key key;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Tokens settings;

  private final AtomicReference<@Nullable AccessToken> own = new AtomicReference<>();
  private final AtomicReference<@Nullable AccessToken> dropped = new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<AccessToken>> flight =
      new AtomicReference<>();
  private volatile @Nullable Failed lastFailed;

  public CachedAccessTokens(
      AccessTokenApi api,
      CallExecutor calls,
      BankHubSettings settings,
      AccessTokenStore store,
      InstantSource clock,
      LongSupplier nanos) {
    this.api = api;
    this.calls = calls;
    this.store = store;
    this.key =
        new AccessTokenStore.Key(
            settings.environment().baseUri(), settings.credentials().clientId());
    this.clock = clock;
    this.nanos = nanos;
    this.settings = settings.tokens();
  }

  /** The token at hand, if it is good for a while yet. */
  public @Nullable AccessToken own() {
    AccessToken mine = own.get();
    return mine != null && isFresh(mine) ? mine : null;
  }

  /** A token that is good for a while yet. */
  public AccessToken current(CallContext call) {
    AccessToken mine = own();
    return mine == null ? joined(call) : mine;
  }

  /** The same for a call that is not sent if there is no token. */
  public AccessToken forAnotherCall(CallContext call) {
    try {
      return current(call);
    } catch (AttemptException e) {
      throw e.causedByMissingToken();
    }
  }

  /** Forgets a token that was refused; one that has taken its place stays. */
  public void drop(AccessToken token) {
    // Last of all from here, or another thread could take it back from the store in between.
    dropped.set(token);
    withStore(shared -> shared.remove(key, token));
    own.updateAndGet(mine -> token.equals(mine) ? null : mine);
  }

  private AccessToken joined(CallContext call) {
    CompletableFuture<AccessToken> mine = new CompletableFuture<>();
    CompletableFuture<AccessToken> theirs = flight.compareAndExchange(null, mine);
    if (theirs != null) {
      return await(theirs, call);
    }
    try {
      AccessToken token = foundOrFetched(call);
      own.set(token);
      lastFailed = null;
      flight.set(null);
      mine.complete(token);
      return token;
    } catch (RuntimeException | Error e) {
      if (e instanceof AttemptException failure && failure.requestsBackoff()) {
        keep(failure);
      }
      // The others need not end because this thread was told to, has no time left, or went astray.
      boolean mineAlone =
          Thread.currentThread().isInterrupted()
              || call.isOver()
              || !(e instanceof AttemptException);
      flight.set(null);
      mine.completeExceptionally(mineAlone ? new CancellationException() : e);
      throw e;
    }
  }

  private AccessToken await(CompletableFuture<AccessToken> theirs, CallContext call) {
    try {
      return theirs.get(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (CancellationException e) {
      return joined(call);
    } catch (ExecutionException e) {
      throw ((AttemptException) Objects.requireNonNull(e.getCause())).shared();
    } catch (TimeoutException e) {
      throw Failures.noTokenInTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.interrupted().shared();
    }
  }

  private AccessToken foundOrFetched(CallContext call) {
    AccessToken mine = own();
    if (mine != null) {
      return mine;
    }
    AccessToken shared = found();
    if (shared != null && isFresh(shared)) {
      return shared;
    }
    Failed failed = lastFailed;
    if (failed != null && nanos.getAsLong() - failed.until() < 0) {
      throw failed.failure().shared();
    }
    AccessToken fetched = fetched(call);
    // Handed out once more, it is good again.
    dropped.updateAndGet(refused -> fetched.equals(refused) ? null : refused);
    withStore(kept -> kept.save(key, fetched));
    return fetched;
  }

  private void keep(AttemptException failure) {
    Failed failed = lastFailed;
    if (failed == null || nanos.getAsLong() - failed.until() >= 0) {
      lastFailed = new Failed(failure, nanos.getAsLong() + rest(failure).toNanos());
    }
  }

  /** As long as was asked for, within reason; not at all if that was chosen. */
  private Duration rest(AttemptException failure) {
    Duration chosen = settings.failureBackoff();
    Duration asked = failure.retryAfter();
    if (asked == null || chosen.isZero() || asked.compareTo(chosen) <= 0) {
      return chosen;
    }
    return asked.compareTo(MAX_BACKOFF) < 0 ? asked : MAX_BACKOFF;
  }

  private AccessToken fetched(CallContext call) {
    return calls.inner(
        call,
        Operation.CREATE_ACCESS_TOKEN,
        inner -> {
          Instant asked = clock.instant();
          return AccessToken.of(Json.fields(api.createAccessToken(inner)), asked);
        });
  }

  private boolean isFresh(AccessToken token) {
    Duration tenth = token.lifetime().dividedBy(10);
    Duration margin =
        tenth.compareTo(settings.renewalMargin()) < 0 ? tenth : settings.renewalMargin();
    return !token.hasExpiredAt(clock.instant().plus(margin)) && !token.equals(dropped.get());
  }

  private @Nullable AccessToken found() {
    AtomicReference<@Nullable AccessToken> result = new AtomicReference<>();
    withStore(shared -> shared.find(key).ifPresent(result::set));
    return result.get();
  }

  private void withStore(Consumer<AccessTokenStore> use) {
    try {
      use.accept(store);
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "The access token store failed ({0}); going on with a token of this process alone",
          e.getClass().getName());
    }
  }

  /** A request for a token that failed, and until when no other is sent. */
  private record Failed(AttemptException failure, long until) {}
}
