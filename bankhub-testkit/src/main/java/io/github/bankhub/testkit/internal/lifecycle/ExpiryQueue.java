package io.github.bankhub.testkit.internal.lifecycle;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The link tokens and sessions that will expire, the earliest first. Not thread-safe. */
public final class ExpiryQueue {

  /** An expiry; without a session it is that of the link token. */
  record Expiry(Instant at, Link link, @Nullable Session session) {

    PageAction action() {
      return session == null ? PageAction.TOKEN_EXPIRES : PageAction.SESSION_EXPIRES;
    }

    /** What has ended cannot expire; the link may have another session now. */
    boolean isObsolete() {
      return session == null ? link.isEnded() : !session.isActive();
    }
  }

  /**
   * All expiries of an instant, first those of sessions. A link token is stored without wrapper.
   */
  private static final class Bucket {

    private final Instant at;
    private final Queue<Expiry> sessions = new ArrayDeque<>(1);
    private final Queue<Link> links = new ArrayDeque<>(1);

    private Bucket(Instant at) {
      this.at = at;
    }

    private void add(Expiry expiry) {
      if (expiry.session() == null) {
        links.add(expiry.link());
      } else {
        sessions.add(expiry);
      }
    }

    private int size() {
      return sessions.size() + links.size();
    }

    private Expiry remove() {
      return sessions.isEmpty() ? new Expiry(at, links.remove(), null) : sessions.remove();
    }

    private void removeObsolete() {
      sessions.removeIf(Expiry::isObsolete);
      links.removeIf(Link::isEnded);
    }
  }

  private static final int MIN_CLEAN_UP_SIZE = 1_000;

  private final TreeMap<Instant, Bucket> buckets = new TreeMap<>();
  private @Nullable Bucket first;
  // Link tokens that are created one after another mostly expire at the same instant.
  private @Nullable Bucket latest;
  private int size;
  private int cleanUpSize = MIN_CLEAN_UP_SIZE;

  /** Removes obsolete expiries from time to time: if the clock is fixed, they are never due. */
  void add(Expiry expiry) {
    if (size >= cleanUpSize) {
      cleanUp();
    }
    bucket(expiry.at()).add(expiry);
    size++;
  }

  private Bucket bucket(Instant at) {
    Bucket bucket = latest;
    if (bucket == null || !bucket.at.equals(at)) {
      bucket = buckets.computeIfAbsent(at, Bucket::new);
      latest = bucket;
      findFirst();
    }
    return bucket;
  }

  private void cleanUp() {
    buckets.values().forEach(Bucket::removeObsolete);
    buckets.values().removeIf(bucket -> bucket.size() == 0);
    latest = null;
    size = buckets.values().stream().mapToInt(Bucket::size).sum();
    cleanUpSize = Math.max(MIN_CLEAN_UP_SIZE, 2 * size);
  }

  private void findFirst() {
    Map.Entry<Instant, Bucket> entry = buckets.firstEntry();
    first = entry == null ? null : entry.getValue();
  }

  Optional<Expiry> poll(Instant now) {
    while (first != null && !first.at.isAfter(now)) {
      Expiry next = first.remove();
      size--;
      if (first.size() == 0) {
        buckets.remove(first.at);
        latest = null;
        findFirst();
      }
      if (!next.isObsolete()) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  public Optional<Instant> next() {
    return Optional.ofNullable(first).map(bucket -> bucket.at);
  }
}
