package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.testkit.page.PageStep;

/** How the user reached a screen. */
public enum Arrival {
  OPENED,
  /** The user was in the page already: by a form, or because the page loaded its next screen. */
  CONTINUED;

  boolean isAtUsedLink(PageStep step) {
    return this == OPENED && step.isCompleted();
  }
}
