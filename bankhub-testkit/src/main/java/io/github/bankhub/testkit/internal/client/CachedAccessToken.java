package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's access token: asked for by one caller at a time, renewed before it ends. */
final class CachedAccessToken implements AccessTokens {

  /** As many as a client over HTTP makes. */
  static final int MAX_ATTEMPTS = 3;

  private static final Duration MAX_MARGIN = Duration.ofSeconds(60);

  private final BankHubService engine;
  private final ClientCredentials credentials;
  private @Nullable AccessToken token;
  private int tokenOfReset;

  CachedAccessToken(BankHubService engine, ClientCredentials credentials) {
    this.engine = engine;
    this.credentials = credentials;
  }

  @Override
  public AccessToken current() {
    return get(
        (trouble, attempts) -> trouble.of(Operation.CREATE_ACCESS_TOKEN, List.of(), attempts));
  }

  /** The same for another call, which is told as sent so far. */
  AccessToken forCall(Operation operation, RequestOutcome requestOutcome) {
    return get(
        (trouble, attempts) -> trouble.causedByMissingToken(operation, requestOutcome, attempts));
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
        return CallFailure.answer(
            engine.serve(
                Operation.CREATE_ACCESS_TOKEN, state -> state.issueAccessToken(credentials)));
      } catch (CallFailure trouble) {
        if (attempt == MAX_ATTEMPTS || !trouble.isRetried(Operation.CREATE_ACCESS_TOKEN)) {
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
    Duration tenth = known.lifetime().dividedBy(10);
    Duration margin = tenth.compareTo(MAX_MARGIN) < 0 ? tenth : MAX_MARGIN;
    return !known.hasExpiredAt(engine.clock().instant().plus(margin));
  }

  /** How a failure is told. */
  @FunctionalInterface
  private interface Telling {
    RuntimeException of(CallFailure trouble, int attempts);
  }
}
