package io.github.bankhub.testkit.control;

import io.github.bankhub.domain.failure.Operation;
import java.time.Instant;

/**
 * A call that reached the service. Immutable; holds no secret.
 *
 * @param at when it was answered, by the hub's clock
 * @param operation which call it was
 * @param status the HTTP status of the answer, in memory too
 */
public record JournalEntry(Instant at, Operation operation, int status) {}
