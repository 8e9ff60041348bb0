package io.github.bankhub.testkit.internal.lifecycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
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

  private static final int MIN_CLEAN_UP_SIZE = 1_000;

  private int cleanUpSize = MIN_CLEAN_UP_SIZE;
  private final PriorityQueue<Expiry> queue =
      new PriorityQueue<>(
          Comparator.comparing(Expiry::at).thenComparing(expiry -> expiry.session() == null));

  /** Removes obsolete expiries from time to time: if the clock is fixed, they are never due. */
  void add(Expiry expiry) {
    if (queue.size() >= cleanUpSize) {
      queue.removeIf(Expiry::isObsolete);
      cleanUpSize = Math.max(MIN_CLEAN_UP_SIZE, 2 * queue.size());
    }
    queue.add(expiry);
  }

  Optional<Expiry> poll(Instant now) {
    for (Expiry next = queue.peek(); next != null && !next.at().isAfter(now); next = queue.peek()) {
      queue.remove();
      if (!next.isObsolete()) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  public Optional<Instant> next() {
    return Optional.ofNullable(queue.peek()).map(Expiry::at);
  }
}
