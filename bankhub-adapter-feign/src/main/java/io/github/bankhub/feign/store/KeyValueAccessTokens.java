package io.github.bankhub.feign.store;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.port.AccessTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Access tokens, each as one text: its start, its expiry and the token. */
record KeyValueAccessTokens(KeyValueStore store, InstantSource clock) implements AccessTokenStore {

  @Override
  public Optional<AccessToken> find(Key key) {
    return store.get(key("token:", key)).map(KeyValueAccessTokens::read);
  }

  @Override
  public void save(Key key, AccessToken token) {
    Lifetimes.until(token.expiresAt(), clock)
        .ifPresent(lifetime -> store.set(key("token:", key), write(token), lifetime));
  }

  @Override
  public void remove(Key key, AccessToken token) {
    String name = key("token:", key);
    Optional<String> stored = store.get(name);
    while (stored.map(KeyValueAccessTokens::read).filter(token::equals).isPresent()
        && !store.deleteIfEqual(name, stored.orElseThrow())) {
      stored = store.get(name);
    }
  }

  @Override
  public Optional<Lease> tryRenew(Key key, Duration lease) {
    String name = key("lease:", key);
    String owner = UUID.randomUUID().toString();
    return store.setIfAbsent(name, owner, lease)
        ? Optional.of(() -> store.deleteIfEqual(name, owner))
        : Optional.empty();
  }

  private static String key(String prefix, Key key) {
    return Keys.of(prefix, key.clientId() + "@" + key.service());
  }

  private static String write(AccessToken token) {
    return token.issuedAt() + " " + token.expiresAt() + " " + token.reveal();
  }

  private static AccessToken read(String text) {
    String[] parts = text.split(" ", 3);
    return new AccessToken(parts[2], Instant.parse(parts[0]), Instant.parse(parts[1]));
  }
}
