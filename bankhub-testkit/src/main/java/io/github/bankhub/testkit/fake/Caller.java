package io.github.bankhub.testkit.fake;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Calls the service as a real client does: an access token is renewed once, and calls repeated. */
final class Caller {

  private final Engine engine;
  private final CachedAccessToken token;

  Caller(Engine engine, CachedAccessToken token) {
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
      AccessToken bearer = token.forCall(operation, Delivery.NOT_SENT);
      try {
        return Optional.of(send(operation, bearer, use));
      } catch (Trouble trouble) {
        if (ends && mayBePerformed && trouble.isNotFound()) {
          return Optional.empty();
        }
        mayBePerformed |= trouble.delivery() == Delivery.UNKNOWN;
        if (trouble.isUnauthenticated() && !renewed) {
          renewed = true;
          token.drop(bearer);
          token.forCall(operation, Delivery.REJECTED);
        } else if (++repeats == CachedAccessToken.MOST_ATTEMPTS || !trouble.isRepeated(operation)) {
          throw trouble.of(operation, references, attempts);
        }
      }
    }
  }

  private <T> T send(Operation operation, AccessToken bearer, Function<State, T> use) {
    return Trouble.answer(
        engine.serve(
            operation,
            state -> {
              state.authenticate(bearer.reveal());
              return use.apply(state);
            }));
  }
}
