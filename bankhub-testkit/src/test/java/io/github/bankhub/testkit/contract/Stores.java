package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.domain.port.LinkTokenReferences;
import java.time.InstantSource;
import java.util.function.Function;

/** How to make each store that machines can share, with a clock. */
record Stores(
    Function<InstantSource, AccessTokenStore> tokens,
    Function<InstantSource, Deduplicator> deduplicators,
    Function<InstantSource, LinkTokenReferences> references) {

  static final Stores IN_MEMORY =
      new Stores(AccessTokenStore::inMemory, Deduplicator::inMemory, LinkTokenReferences::inMemory);

  Stores withTokens(Function<InstantSource, AccessTokenStore> other) {
    return new Stores(other, deduplicators, references);
  }

  Stores withDeduplicators(Function<InstantSource, Deduplicator> other) {
    return new Stores(tokens, other, references);
  }

  Stores withReferences(Function<InstantSource, LinkTokenReferences> other) {
    return new Stores(tokens, deduplicators, other);
  }
}
