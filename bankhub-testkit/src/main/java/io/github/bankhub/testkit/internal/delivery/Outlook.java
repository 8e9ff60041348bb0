package io.github.bankhub.testkit.internal.delivery;

import java.util.List;

/**
 * What a receiver can still expect. Immutable.
 *
 * @param certainty whether the awaited event can come
 * @param reasons what is pending, and what was not sent, in words
 */
public record Outlook(Certainty certainty, List<String> reasons) {

  /** Whether the awaited event can come. */
  public enum Certainty {
    /** It can come. */
    OPEN,
    /** It is held back, and the clock is fixed. Only another event of its kind can come. */
    HELD_BACK,
    /** It cannot come. */
    IMPOSSIBLE
  }

  /** A receiver that no hub knows can get anything. */
  public static final Outlook UNKNOWN = new Outlook(Certainty.OPEN, List.of());
}
