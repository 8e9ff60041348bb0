package io.github.bankhub.testkit.journal;

/**
 * How many old entries a hub has dropped since it was built or reset. Immutable.
 *
 * @param calls calls of the journal
 * @param requests HTTP requests of the journal
 * @param deliveries deliveries that had ended
 * @param linkTokens link tokens that had ended; the hub no longer knows them
 * @param events events and sessions of link tokens, no longer in their details
 */
public record Dropped(long calls, long requests, long deliveries, long linkTokens, long events) {}
