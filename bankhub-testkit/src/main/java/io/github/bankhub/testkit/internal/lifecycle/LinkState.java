package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.testkit.page.PageStep;
import org.jspecify.annotations.Nullable;

/**
 * The state of a link token, its page and its last session. Immutable.
 *
 * <p>The statuses are assumed, except {@code Active}: SePay lists no values, and says that a
 * failure completes a link token.
 *
 * @param step the step of the page
 * @param sessionState the state of the session; null if the session keeps its state
 * @param sessionStatus Active, Completed, Failed, Abandoned, Expired or Revoked
 * @param tokenStatus Active, Completed, Revoked or Expired
 */
public record LinkState(
    PageStep step,
    @Nullable LinkSessionState sessionState,
    String sessionStatus,
    String tokenStatus) {

  static final String ACTIVE = "Active";
  static final String COMPLETED = "Completed";

  static final LinkState UNOPENED = new LinkState(PageStep.UNOPENED, null, "None", ACTIVE);

  static LinkState visited(PageStep step, LinkSessionState state) {
    return new LinkState(step, state, ACTIVE, ACTIVE);
  }

  static LinkState completed(PageStep step, LinkSessionState state) {
    return new LinkState(step, state, COMPLETED, COMPLETED);
  }

  /** A session has finished without reaching the goal. */
  static LinkState stopped(PageStep step, String sessionStatus, String tokenStatus) {
    return new LinkState(step, null, sessionStatus, tokenStatus);
  }

  public boolean hasActiveSession() {
    return sessionStatus.equals(ACTIVE);
  }
}
