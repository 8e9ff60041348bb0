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
import static io.github.bankhub.testkit.page.PageAction.CHOOSE_BANK;
import static io.github.bankhub.testkit.page.PageAction.CLOSE;
import static io.github.bankhub.testkit.page.PageAction.CONFIRM_UNLINK;
import static io.github.bankhub.testkit.page.PageAction.ENTER_ACCOUNT;
import static io.github.bankhub.testkit.page.PageAction.FAIL;
import static io.github.bankhub.testkit.page.PageAction.INACTIVATE;
import static io.github.bankhub.testkit.page.PageAction.MISTYPE_ACCOUNT;
import static io.github.bankhub.testkit.page.PageAction.MISTYPE_OTP;
import static io.github.bankhub.testkit.page.PageAction.OPEN;
import static io.github.bankhub.testkit.page.PageAction.RESEND_OTP;
import static io.github.bankhub.testkit.page.PageAction.REVOKE;
import static io.github.bankhub.testkit.page.PageAction.SESSION_EXPIRES;
import static io.github.bankhub.testkit.page.PageAction.TOKEN_EXPIRES;

import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.page.PageStep;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What can happen to a hosted link, where, and what follows: for each purpose one table of steps
 * and actions. A pair that is not in it is refused.
 *
 * <p>The order of events at the end is that of SePay's samples. Assumed, as the pages are silent:
 * every later opening is told as REINITIALIZED; a revoked link token takes its session along
 * without an event; one whose time is over tells of its session first.
 */
public final class Transitions {

  /** What follows: the next step, and the events in their order. */
  public record Transition(PageStep to, List<EventName> events) {}

  private static final Map<Purpose, Map<PageStep, Map<PageAction, Transition>>> TABLE = table();

  private Transitions() {}

  /** What follows; empty if it is refused. */
  public static Optional<Transition> of(Purpose purpose, PageStep step, PageAction action) {
    return Optional.ofNullable(
        TABLE.getOrDefault(purpose, Map.of()).getOrDefault(step, Map.of()).get(action));
  }

  /** The steps that a link can come to, in the order of the enum. */
  public static Set<PageStep> steps(Purpose purpose) {
    return TABLE.getOrDefault(purpose, Map.of()).keySet();
  }

  private static Map<Purpose, Map<PageStep, Map<PageAction, Transition>>> table() {
    Rows link = new Rows(PageStep.CHOOSE_BANK);
    link.on(PageStep.CHOOSE_BANK, CHOOSE_BANK, PageStep.ENTER_ACCOUNT, LINK_SESSION_STATE_CHANGED);
    link.on(
        PageStep.ENTER_ACCOUNT, CHOOSE_BANK, PageStep.ENTER_ACCOUNT, LINK_SESSION_STATE_CHANGED);
    link.on(PageStep.ENTER_ACCOUNT, ENTER_ACCOUNT, PageStep.ENTER_OTP, LINK_SESSION_STATE_CHANGED);
    link.on(PageStep.ENTER_ACCOUNT, MISTYPE_ACCOUNT, PageStep.ENTER_ACCOUNT);
    link.asksForOtp(
        PageAction.ENTER_OTP,
        PageStep.LINKED,
        LINK_SESSION_STATE_CHANGED,
        BANK_ACCOUNT_LINKED,
        LINK_SESSION_COMPLETED);
    link.visits(PageStep.CHOOSE_BANK, PageStep.ENTER_ACCOUNT, PageStep.ENTER_OTP);

    Rows unlink = new Rows(PageStep.CONFIRM_UNLINK);
    unlink.on(
        PageStep.CONFIRM_UNLINK, CONFIRM_UNLINK, PageStep.ENTER_OTP, LINK_SESSION_STATE_CHANGED);
    unlink.asksForOtp(
        PageAction.ENTER_OTP, PageStep.UNLINKED, BANK_ACCOUNT_UNLINKED, LINK_SESSION_COMPLETED);
    unlink.asksForOtp(
        INACTIVATE, PageStep.INACTIVATED, BANK_ACCOUNT_INACTIVATED, LINK_SESSION_COMPLETED);
    unlink.visits(PageStep.CONFIRM_UNLINK, PageStep.ENTER_OTP);

    Map<Purpose, Map<PageStep, Map<PageAction, Transition>>> table = new EnumMap<>(Purpose.class);
    table.put(Purpose.LINK_BANK_ACCOUNT, link.rows);
    table.put(Purpose.UNLINK_BANK_ACCOUNT, unlink.rows);
    return table;
  }

  private static final class Rows {

    private final Map<PageStep, Map<PageAction, Transition>> rows = new EnumMap<>(PageStep.class);

    /** What every link has, whatever it is for. */
    Rows(PageStep first) {
      on(PageStep.UNOPENED, OPEN, first, LINK_SESSION_INITIALIZED);
      Stream.of(PageStep.ABANDONED, PageStep.SESSION_EXPIRED)
          .forEach(step -> on(step, OPEN, first, LINK_SESSION_REINITIALIZED));
      Stream.of(PageStep.UNOPENED, PageStep.ABANDONED, PageStep.SESSION_EXPIRED)
          .forEach(
              step -> {
                on(step, REVOKE, PageStep.REVOKED, LINK_TOKEN_REVOKED);
                on(step, TOKEN_EXPIRES, PageStep.EXPIRED, LINK_TOKEN_EXPIRED);
              });
      // A closed link can be loaded: the page says why it is closed.
      Stream.of(PageStep.FAILED, PageStep.REVOKED, PageStep.EXPIRED)
          .forEach(step -> on(step, OPEN, step));
    }

    void asksForOtp(PageAction right, PageStep end, EventName... events) {
      on(PageStep.ENTER_OTP, right, end, events);
      on(PageStep.ENTER_OTP, MISTYPE_OTP, PageStep.ENTER_OTP);
      on(PageStep.ENTER_OTP, RESEND_OTP, PageStep.ENTER_OTP);
      on(end, OPEN, end);
    }

    /** What can happen wherever a user is in the page. */
    void visits(PageStep... steps) {
      for (PageStep step : steps) {
        on(step, OPEN, step, LINK_SESSION_REINITIALIZED);
        on(step, CLOSE, PageStep.ABANDONED, LINK_SESSION_ABANDONED);
        on(step, FAIL, PageStep.FAILED, LINK_SESSION_FAILED);
        on(step, REVOKE, PageStep.REVOKED, LINK_TOKEN_REVOKED);
        on(step, SESSION_EXPIRES, PageStep.SESSION_EXPIRED, LINK_SESSION_EXPIRED);
        on(step, TOKEN_EXPIRES, PageStep.EXPIRED, LINK_SESSION_EXPIRED, LINK_TOKEN_EXPIRED);
      }
    }

    void on(PageStep step, PageAction action, PageStep to, EventName... events) {
      rows.computeIfAbsent(step, row -> new EnumMap<>(PageAction.class))
          .put(action, new Transition(to, List.of(events)));
    }
  }
}
