package io.github.bankhub.testkit.fake;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.FailedCall;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client's access token: asked for by one caller at a time, renewed before it ends. */
final class CachedAccessToken implements AccessTokens {

  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

  private final Engine engine;
  private final ClientCredentials credentials;
  private @Nullable AccessToken token;
  private int tokenOfReset;

  CachedAccessToken(Engine engine, ClientCredentials credentials) {
    this.engine = engine;
    this.credentials = credentials;
  }

  @Override
  public AccessToken current() {
    try {
      return get();
    } catch (Refusal refusal) {
      throw new AccessDeniedException(
          FailedCall.rejected(Operation.CREATE_ACCESS_TOKEN, refusal.status()),
          "the service does not take the credentials");
    }
  }

  /** As {@link #current()}, with the service's own refusal. */
  synchronized AccessToken get() {
    AccessToken known = token;
    int reset = engine.resets();
    // A reset gives a service that is as new, so its client is as new too.
    if (known != null && tokenOfReset == reset && isFresh(known)) {
      return known;
    }
    AccessToken issued =
        engine.serve(Operation.CREATE_ACCESS_TOKEN, state -> state.issueAccessToken(credentials));
    token = issued;
    tokenOfReset = reset;
    return issued;
  }

  /** Forgets a token that was refused; one that has taken its place stays. */
  synchronized void drop(AccessToken refused) {
    if (refused.equals(token)) {
      token = null;
    }
  }

  private boolean isFresh(AccessToken known) {
    Duration tenth = known.life().dividedBy(10);
    Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
    return !known.hasExpiredAt(engine.clock().instant().plus(margin));
  }
}
