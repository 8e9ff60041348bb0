package io.github.bankhub.testkit.internal.delivery;

import java.util.Comparator;
import java.util.List;

/**
 * What a receiver can still expect. Immutable.
 *
 * @param certainty whether the awaited event can come
 * @param reasons what is pending, and what was not sent, in words
 */
public record Outlook(Certainty certainty, List<String> reasons) {

  /** Whether the awaited event can come, from the best case to the worst. */
  public enum Certainty {
    /** It is due, and the hub is sending it or what comes before it. */
    COMING,
    /** It can come. */
    OPEN,
    /** It is held back, and the clock is fixed. Only another event of its kind can come. */
    HELD_BACK,
    /** It cannot come. */
    IMPOSSIBLE
  }

  /** {@return what a receiver can expect of several hubs; without a hub, it can get anything} */
  public static Outlook ofAll(List<Outlook> hubs) {
    return new Outlook(
        hubs.stream().map(Outlook::certainty).min(Comparator.naturalOrder()).orElse(Certainty.OPEN),
        hubs.stream().flatMap(hub -> hub.reasons().stream()).distinct().toList());
  }
}
