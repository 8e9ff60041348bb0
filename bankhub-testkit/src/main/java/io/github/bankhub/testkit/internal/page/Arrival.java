package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.testkit.page.PageStep;

/** How the user reached a screen. */
public enum Arrival {
  OPENED,
  /** By a form, or because the page loaded its next screen. */
  CONTINUED,
  /**
   * By going back to an earlier screen, whose step is over. What the link shows now was news once:
   * no message, and no redirect by itself.
   */
  RETURNED;

  boolean isAtUsedLink(PageStep step) {
    return this == OPENED && step.isCompleted();
  }
}
