package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Calls the service as a real client does: an access token is renewed once, and calls repeated. */
final class RetryingCaller {

  private final BankHubService engine;
  private final CachedAccessToken token;

  RetryingCaller(BankHubService engine, CachedAccessToken token) {
    this.engine = engine;
    this.token = token;
  }

  <T> T call(Operation operation, List<Reference> references, Function<State, T> use) {
    return call(operation, references, use, false).orElseThrow();
  }

  /** The same; without an answer if an earlier attempt may have ended what is no longer found. */
  void end(Operation operation, List<Reference> references, Function<State, ?> use) {
    call(operation, references, use, true);
  }

  private <T> Optional<T> call(
      Operation operation, List<Reference> references, Function<State, T> use, boolean ends) {
    boolean renewed = false;
    boolean mayBePerformed = false;
    int repeats = 0;
    for (int attempts = 1; ; attempts++) {
      AccessToken bearer = token.forCall(operation, RequestOutcome.NOT_SENT);
      try {
        return Optional.of(send(operation, bearer, use));
      } catch (CallFailure trouble) {
        if (ends && mayBePerformed && trouble.isNotFound()) {
          return Optional.empty();
        }
        mayBePerformed |= trouble.requestOutcome() == RequestOutcome.UNKNOWN;
        if (trouble.isUnauthenticated() && !renewed) {
          renewed = true;
          token.drop(bearer);
          token.forCall(operation, RequestOutcome.REJECTED);
        } else if (++repeats == CachedAccessToken.MAX_ATTEMPTS || !trouble.isRetried(operation)) {
          throw trouble.of(operation, references, attempts);
        }
      }
    }
  }

  private <T> T send(Operation operation, AccessToken bearer, Function<State, T> use) {
    return CallFailure.answer(
        engine.serve(
            operation,
            state -> {
              state.authenticate(bearer.reveal());
              return use.apply(state);
            }));
  }
}
