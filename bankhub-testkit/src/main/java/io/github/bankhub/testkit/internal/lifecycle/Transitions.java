package io.github.bankhub.testkit.internal.lifecycle;

import static io.github.bankhub.testkit.internal.lifecycle.EventName.BANK_ACCOUNT_INACTIVATED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.BANK_ACCOUNT_LINKED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.BANK_ACCOUNT_UNLINKED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_SESSION_ABANDONED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_SESSION_COMPLETED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_SESSION_EXPIRED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_SESSION_FAILED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_SESSION_INITIALIZED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_SESSION_REINITIALIZED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_SESSION_STATE_CHANGED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_TOKEN_EXPIRED;
import static io.github.bankhub.testkit.internal.lifecycle.EventName.LINK_TOKEN_REVOKED;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.CHOOSE_BANK;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.CLOSE;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.CONFIRM_UNLINK;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.ENTER_ACCOUNT;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.ENTER_OTP;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.FAIL;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.INACTIVATE;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.OPEN;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.REJECT_ACCOUNT;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.REJECT_OTP;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.RESEND_OTP;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.REVOKE;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.SESSION_EXPIRES;
import static io.github.bankhub.testkit.internal.lifecycle.PageAction.TOKEN_EXPIRES;

import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageStep;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lifecycle of a hosted link: one table of steps and actions for each purpose. A pair that is
 * not in the table is rejected.
 *
 * <p>The last events have the order of SePay's samples. Assumed, as the pages are silent: each
 * later opening is a {@code REINITIALIZED} event; revoking a link token ends its session without an
 * event; an expired link token reports the end of its session first.
 */
public final class Transitions {

  /**
   * The change of data that a transition makes, beside the new state. {@code SHOW_PAGE} shows the
   * page of a closed link, and does not count as a transition.
   */
  public enum Effect {
    NONE,
    SHOW_PAGE,
    BEGIN_SESSION,
    RESUME_SESSION,
    LINK_ACCOUNT,
    UNLINK_ACCOUNT,
    INACTIVATE_ACCOUNT
  }

  /** One row of the table. */
  public record Transition(LinkState to, List<EventName> events, Effect effect) {}

  private static final LinkState ABANDONED =
      LinkState.stopped(PageStep.ABANDONED, "Abandoned", LinkState.ACTIVE);
  private static final LinkState SESSION_EXPIRED =
      LinkState.stopped(PageStep.SESSION_EXPIRED, "Expired", LinkState.ACTIVE);
  private static final LinkState FAILED =
      LinkState.stopped(PageStep.FAILED, "Failed", LinkState.COMPLETED);
  private static final LinkState REVOKED =
      LinkState.stopped(PageStep.REVOKED, "Revoked", "Revoked");
  private static final LinkState EXPIRED =
      LinkState.stopped(PageStep.EXPIRED, "Expired", "Expired");

  private static final Map<Purpose, Map<PageStep, Map<PageAction, Transition>>> TABLE =
      Map.of(Purpose.LINK_BANK_ACCOUNT, linking(), Purpose.UNLINK_BANK_ACCOUNT, unlinking());

  private Transitions() {}

  public static Optional<Transition> of(Purpose purpose, PageStep step, PageAction action) {
    return Optional.ofNullable(
        TABLE.getOrDefault(purpose, Map.of()).getOrDefault(step, Map.of()).get(action));
  }

  public static Set<PageStep> steps(Purpose purpose) {
    return TABLE.getOrDefault(purpose, Map.of()).keySet();
  }

  private static Map<PageStep, Map<PageAction, Transition>> linking() {
    LinkState bank = LinkState.visited(PageStep.CHOOSE_BANK, LinkSessionState.PENDING);
    LinkState account =
        LinkState.visited(PageStep.ENTER_ACCOUNT, LinkSessionState.REQUEST_BANK_ACCOUNT_LINK);
    LinkState otp =
        LinkState.visited(PageStep.ENTER_OTP, LinkSessionState.CONFIRM_BANK_ACCOUNT_LINK);
    LinkState linked =
        LinkState.completed(PageStep.LINKED, LinkSessionState.FINISHED_BANK_ACCOUNT_LINK);
    return new Rows()
        .opening(bank)
        .on(bank, CHOOSE_BANK, account, LINK_SESSION_STATE_CHANGED)
        .on(account, CHOOSE_BANK, account, LINK_SESSION_STATE_CHANGED)
        .on(account, ENTER_ACCOUNT, otp, LINK_SESSION_STATE_CHANGED)
        .on(account, REJECT_ACCOUNT, account)
        .on(
            otp,
            ENTER_OTP,
            Effect.LINK_ACCOUNT,
            linked,
            LINK_SESSION_STATE_CHANGED,
            BANK_ACCOUNT_LINKED,
            LINK_SESSION_COMPLETED)
        .closed(linked)
        .correcting(otp)
        .visited(bank, account, otp)
        .rows;
  }

  private static Map<PageStep, Map<PageAction, Transition>> unlinking() {
    // Assumed: documented as a state of linking alone, and as a message of the page for both.
    LinkSessionState finished = new LinkSessionState("FINISHED_BANK_ACCOUNT_UNLINK");
    LinkState confirm = LinkState.visited(PageStep.CONFIRM_UNLINK, LinkSessionState.PENDING);
    LinkState otp =
        LinkState.visited(PageStep.ENTER_OTP, LinkSessionState.REQUEST_BANK_ACCOUNT_UNLINK);
    LinkState unlinked = LinkState.completed(PageStep.UNLINKED, finished);
    LinkState inactivated = LinkState.completed(PageStep.INACTIVATED, finished);
    return new Rows()
        .opening(confirm)
        .on(confirm, CONFIRM_UNLINK, otp, LINK_SESSION_STATE_CHANGED)
        .on(
            otp,
            ENTER_OTP,
            Effect.UNLINK_ACCOUNT,
            unlinked,
            BANK_ACCOUNT_UNLINKED,
            LINK_SESSION_COMPLETED)
        .on(
            otp,
            INACTIVATE,
            Effect.INACTIVATE_ACCOUNT,
            inactivated,
            BANK_ACCOUNT_INACTIVATED,
            LINK_SESSION_COMPLETED)
        .closed(unlinked)
        .closed(inactivated)
        .correcting(otp)
        .visited(confirm, otp)
        .rows;
  }

  private static final class Rows {

    private final Map<PageStep, Map<PageAction, Transition>> rows = new EnumMap<>(PageStep.class);

    /** The rows that each purpose has: from the states without a session to its first step. */
    Rows opening(LinkState first) {
      on(LinkState.UNOPENED, OPEN, Effect.BEGIN_SESSION, first, LINK_SESSION_INITIALIZED);
      on(ABANDONED, OPEN, Effect.BEGIN_SESSION, first, LINK_SESSION_REINITIALIZED);
      on(SESSION_EXPIRED, OPEN, Effect.BEGIN_SESSION, first, LINK_SESSION_REINITIALIZED);
      for (LinkState from : List.of(LinkState.UNOPENED, ABANDONED, SESSION_EXPIRED)) {
        on(from, REVOKE, REVOKED, LINK_TOKEN_REVOKED);
        on(from, TOKEN_EXPIRES, EXPIRED, LINK_TOKEN_EXPIRED);
      }
      return closed(FAILED).closed(REVOKED).closed(EXPIRED);
    }

    /** A closed link can be opened: the page says why it is closed. */
    Rows closed(LinkState state) {
      return on(state, OPEN, Effect.SHOW_PAGE, state);
    }

    Rows correcting(LinkState otp) {
      return on(otp, REJECT_OTP, otp).on(otp, RESEND_OTP, otp);
    }

    /** The rows of each state with an active session. */
    Rows visited(LinkState... states) {
      for (LinkState from : states) {
        on(from, OPEN, Effect.RESUME_SESSION, from, LINK_SESSION_REINITIALIZED);
        on(from, CLOSE, ABANDONED, LINK_SESSION_ABANDONED);
        on(from, FAIL, FAILED, LINK_SESSION_FAILED);
        on(from, REVOKE, REVOKED, LINK_TOKEN_REVOKED);
        on(from, SESSION_EXPIRES, SESSION_EXPIRED, LINK_SESSION_EXPIRED);
        on(from, TOKEN_EXPIRES, EXPIRED, LINK_SESSION_EXPIRED, LINK_TOKEN_EXPIRED);
      }
      return this;
    }

    Rows on(LinkState from, PageAction action, LinkState to, EventName... events) {
      return on(from, action, Effect.NONE, to, events);
    }

    Rows on(LinkState from, PageAction action, Effect effect, LinkState to, EventName... events) {
      rows.computeIfAbsent(from.step(), step -> new EnumMap<>(PageAction.class))
          .put(action, new Transition(to, List.of(events), effect));
      return this;
    }
  }
}
