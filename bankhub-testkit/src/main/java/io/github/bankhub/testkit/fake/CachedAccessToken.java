package io.github.bankhub.testkit.fake;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.testkit.internal.Engine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's access token: asked for by one caller at a time, renewed before it ends. */
final class CachedAccessToken implements AccessTokens {

  /** As many as a client over HTTP makes. */
  static final int MOST_ATTEMPTS = 3;

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
    return get(
        (trouble, attempts) -> trouble.of(Operation.CREATE_ACCESS_TOKEN, List.of(), attempts));
  }

  /** The same for another call, which is told as sent so far. */
  AccessToken forCall(Operation operation, Delivery delivery) {
    return get((trouble, attempts) -> trouble.forWantOfToken(operation, delivery, attempts));
  }

  private synchronized AccessToken get(Telling telling) {
    AccessToken known = token;
    int reset = engine.resets();
    // A reset gives a service that is as new, so its client is as new too.
    if (known != null && tokenOfReset == reset && isFresh(known)) {
      return known;
    }
    AccessToken issued = issued(telling);
    token = issued;
    tokenOfReset = reset;
    return issued;
  }

  private AccessToken issued(Telling telling) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Trouble.answer(
            engine.serve(
                Operation.CREATE_ACCESS_TOKEN, state -> state.issueAccessToken(credentials)));
      } catch (Trouble trouble) {
        if (attempt == MOST_ATTEMPTS || !trouble.isRepeated(Operation.CREATE_ACCESS_TOKEN)) {
          throw telling.of(trouble, attempt);
        }
      }
    }
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

  /** How a failure is told. */
  @FunctionalInterface
  private interface Telling {
    RuntimeException of(Trouble trouble, int attempts);
  }
}
