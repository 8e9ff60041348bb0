package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A link token and what became of it. Not thread-safe. */
public final class Link {

  private final LinkToken token;
  private final LinkTokenSpec terms;
  private final Instant createdAt;
  private final List<Session> sessions = new ArrayList<>(1);
  private final List<Event> events = new ArrayList<>(2);
  private Instant updatedAt;
  private PageStep step = PageStep.UNOPENED;
  private int openings;

  Link(LinkToken token, LinkTokenSpec terms, Instant createdAt) {
    this.token = token;
    this.terms = terms;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  /** The token. */
  public LinkToken token() {
    return token;
  }

  /** What it was created for. */
  public LinkTokenSpec terms() {
    return terms;
  }

  /** Where it stands. */
  public PageStep step() {
    return step;
  }

  /** How often the page was opened. */
  public int openings() {
    return openings;
  }

  /** When it was created. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When something last happened to it. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** The visits, in their order. */
  public List<Session> sessions() {
    return Collections.unmodifiableList(sessions);
  }

  /** What happened, in its order. */
  public List<Event> events() {
    return Collections.unmodifiableList(events);
  }

  /**
   * Active, Completed, Revoked or Expired. Assumed but for Active: SePay lists no others, and says
   * that failure completes.
   */
  public String status() {
    if (step.isCompleted()) {
      return "Completed";
    }
    return switch (step) {
      case REVOKED -> "Revoked";
      case EXPIRED -> "Expired";
      default -> "Active";
    };
  }

  /** The session that runs; null if none does. */
  @Nullable Session visit() {
    Session last = sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
    return last != null && last.runs() ? last : null;
  }

  /** The session of the last visit; null if nobody came. */
  @Nullable Session lastVisit() {
    return sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
  }

  void happened(Event event) {
    events.add(event);
  }

  void opened(@Nullable Session begun) {
    openings++;
    if (begun != null) {
      sessions.add(begun);
    }
  }

  void transitionTo(PageStep newStep, Instant now) {
    step = newStep;
    updatedAt = now;
    Session visit = visit();
    if (visit == null) {
      return;
    }
    if (newStep.isVisited() || (newStep.isCompleted() && newStep != PageStep.FAILED)) {
      visit.transitionTo(state(newStep), now);
    }
    if (!newStep.isVisited()) {
      visit.ends(sessionStatus(newStep), now);
    }
  }

  private LinkSessionState state(PageStep at) {
    boolean links = terms.purpose() == Purpose.LINK_BANK_ACCOUNT;
    return switch (at) {
      case ENTER_ACCOUNT -> LinkSessionState.REQUEST_BANK_ACCOUNT_LINK;
      case ENTER_OTP ->
          links
              ? LinkSessionState.CONFIRM_BANK_ACCOUNT_LINK
              : LinkSessionState.REQUEST_BANK_ACCOUNT_UNLINK;
      case LINKED -> LinkSessionState.FINISHED_BANK_ACCOUNT_LINK;
      // Assumed: as a state it is documented for linking alone, as an event of the page for both.
      case UNLINKED, INACTIVATED -> new LinkSessionState("FINISHED_BANK_ACCOUNT_UNLINK");
      default -> LinkSessionState.PENDING;
    };
  }

  private static String sessionStatus(PageStep end) {
    return switch (end) {
      case FAILED -> "Failed";
      case ABANDONED -> "Abandoned";
      case REVOKED -> "Revoked";
      case EXPIRED, SESSION_EXPIRED -> "Expired";
      default -> "Completed";
    };
  }

  /** The page as its user sees it. */
  PageView view() {
    Session visit = lastVisit();
    SandboxAccount account = visit == null ? null : visit.account;
    return new PageView(
        token.xid(),
        terms.purpose(),
        step,
        terms.companyName(),
        terms.language(),
        terms.mobileApp() == 1,
        Optional.ofNullable(visit == null ? null : visit.refusal),
        Optional.ofNullable(visit == null ? null : visit.bank).map(BrandName::new),
        Optional.ofNullable(visit == null ? null : visit.type),
        Optional.ofNullable(account).map(SandboxAccount::number).map(AccountNumber::new),
        Optional.ofNullable(account).map(SandboxAccount::holder),
        step.isCompleted() ? Optional.ofNullable(terms.redirect()) : Optional.empty());
  }
}
