package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

final class InMemoryAccessTokenStore implements AccessTokenStore {

  private final ConcurrentMap<Key, AccessToken> tokens = new ConcurrentHashMap<>();

  @Override
  public Optional<AccessToken> find(Key key) {
    return Optional.ofNullable(tokens.get(key));
  }

  @Override
  public void save(Key key, AccessToken token) {
    tokens.put(key, token);
  }

  @Override
  public void remove(Key key, AccessToken token) {
    tokens.remove(key, token);
  }
}
