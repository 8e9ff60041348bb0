package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.Credentials;
import io.github.bankhub.testkit.internal.service.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's access token: requested by one caller at a time, renewed before it expires. */
final class CachedAccessToken {

  /** The same number of attempts as over HTTP. */
  static final int MAX_ATTEMPTS = 3;

  private static final Duration MAX_MARGIN = Duration.ofSeconds(60);

  private final BankHubService service;
  private final ClientCredentials credentials;
  private volatile @Nullable Cached cached;

  CachedAccessToken(BankHubService service, ClientCredentials credentials) {
    this.service = service;
    this.credentials = credentials;
  }

  AccessToken current() {
    return get(
        (failure, attempts) -> failure.ofCall(Operation.CREATE_ACCESS_TOKEN, List.of(), attempts));
  }

  /** {@return the token for another call} A failure reports the outcome of that call so far. */
  AccessToken forCall(Operation operation, RequestOutcome requestOutcome) {
    return get((failure, attempts) -> failure.ofMissingToken(operation, requestOutcome, attempts));
  }

  private AccessToken get(ToException toException) {
    service.requireOpen();
    Cached known = cached;
    return known != null && isUsable(known) ? known.token() : renew(toException);
  }

  private synchronized AccessToken renew(ToException toException) {
    Cached known = cached;
    // Another thread may have renewed it meanwhile.
    if (known != null && isUsable(known)) {
      return known.token();
    }
    int reset = service.resets();
    AccessToken issued = request(toException);
    cached = new Cached(issued, reset, issued.expiresAt().minus(margin(issued)));
    return issued;
  }

  private AccessToken request(ToException toException) {
    for (int attempt = 1; ; attempt++) {
      Instant requestedAt = service.clock().instant();
      OperationResult result =
          service.perform(
              Operation.CREATE_ACCESS_TOKEN,
              new Credentials.Basic(credentials),
              Map.of(),
              service.environment().baseUri());
      CallFailure failure = CallFailure.of(Operation.CREATE_ACCESS_TOKEN, result);
      if (failure == null) {
        return AccessToken.of(((OperationResult.Success) result).body(), requestedAt);
      }
      if (attempt == MAX_ATTEMPTS || !failure.isRetried(Operation.CREATE_ACCESS_TOKEN)) {
        throw toException.apply(failure, attempt);
      }
    }
  }

  /** Removes a rejected token, unless another one has already replaced it. */
  synchronized void drop(AccessToken rejected) {
    Cached known = cached;
    if (known != null && rejected.equals(known.token())) {
      cached = null;
    }
  }

  /** After a reset the service does not know earlier tokens. */
  private boolean isUsable(Cached known) {
    return known.reset() == service.resets() && service.clock().instant().isBefore(known.renewAt());
  }

  private static Duration margin(AccessToken issued) {
    Duration tenth = issued.lifetime().dividedBy(10);
    return tenth.compareTo(MAX_MARGIN) < 0 ? tenth : MAX_MARGIN;
  }

  private record Cached(AccessToken token, int reset, Instant renewAt) {}

  /** Makes the exception of a failure. */
  @FunctionalInterface
  private interface ToException {
    BankHubException apply(CallFailure failure, int attempts);
  }
}
