package io.github.bankhub.feign;

import io.github.bankhub.feign.listener.CallRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * The health of a hub, without a call. Immutable. It contains no access token.
 *
 * @param circuit the state of the circuit breaker, such as {@code CLOSED}, {@code OPEN} or {@code
 *     HALF_OPEN}
 * @param tokenValidUntil when the cached access token expires; empty if none is cached, or if it
 *     will be renewed at the next call
 * @param lastSuccess the last call that succeeded; empty if there was none
 * @param lastFailure the last call that failed; empty if there was none. Its {@code outcome()} is
 *     the kind: after {@code not_found}, for example, Bank Hub is reachable
 */
public record HubHealth(
    String circuit,
    Optional<Instant> tokenValidUntil,
    Optional<CallRecord> lastSuccess,
    Optional<CallRecord> lastFailure) {}
