package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.internal.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

final class InMemoryAccessTokenStore implements AccessTokenStore {

  private final ConcurrentMap<Key, AccessToken> tokens = new ConcurrentHashMap<>();
  private final ConcurrentMap<Key, HeldLease> leases = new ConcurrentHashMap<>();
  private final InstantSource clock;

  InMemoryAccessTokenStore(InstantSource clock) {
    this.clock = Check.requirePresent("clock", clock, "a clock");
  }

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

  @Override
  public Optional<Lease> tryRenew(Key key, Duration lease) {
    Instant now = clock.instant();
    HeldLease mine = new HeldLease(key, now.plus(Leases.requirePositive(lease)));
    HeldLease holder =
        leases.merge(key, mine, (current, other) -> now.isBefore(current.until) ? current : other);
    return holder == mine ? Optional.of(mine) : Optional.empty();
  }

  private final class HeldLease implements Lease {

    private final Key key;
    private final Instant until;

    HeldLease(Key key, Instant until) {
      this.key = key;
      this.until = until;
    }

    @Override
    public void release() {
      leases.remove(key, this);
    }
  }
}
