package io.github.bankhub.domain.port;

import io.github.bankhub.domain.internal.Check;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InMemoryDeduplicator implements Deduplicator {

  private final BoundedMap<String, Entry> entries;
  private final InstantSource clock;

  InMemoryDeduplicator(int capacity, InstantSource clock) {
    this.entries = new BoundedMap<>(capacity);
    this.clock = Check.requirePresent("clock", clock, "a clock");
  }

  @Override
  public boolean claim(String key) {
    Instant now = clock.instant();
    return entries.putUnless(key, Entry.confirmed(null), entry -> entry.isActiveAt(now));
  }

  @Override
  public Optional<Claim> claim(String key, Duration lease) {
    Instant now = clock.instant();
    InMemoryClaim claim = new InMemoryClaim(key);
    Entry entry = new Entry(claim, now.plus(Leases.requirePositive(lease)));
    return entries.putUnless(key, entry, current -> current.isActiveAt(now))
        ? Optional.of(claim)
        : Optional.empty();
  }

  @Override
  public void release(String key) {
    entries.remove(key);
  }

  /**
   * What is known about a key.
   *
   * @param owner the claim that made the entry, if it has two steps
   * @param until the end of the claim, {@link Instant#MAX} if it is confirmed
   */
  private record Entry(@Nullable Claim owner, Instant until) {

    static Entry confirmed(@Nullable Claim owner) {
      return new Entry(owner, Instant.MAX);
    }

    boolean isActiveAt(Instant now) {
      return now.isBefore(until);
    }

    boolean isConfirmed() {
      return until.equals(Instant.MAX);
    }
  }

  private final class InMemoryClaim implements Claim {

    private final String key;

    InMemoryClaim(String key) {
      this.key = key;
    }

    @Override
    public boolean confirm() {
      return entries.putUnless(
          key, Entry.confirmed(this), entry -> entry.isConfirmed() && entry.owner() != this);
    }

    @Override
    public void release() {
      entries.removeIf(key, entry -> entry.owner() == this && !entry.isConfirmed());
    }
  }
}
