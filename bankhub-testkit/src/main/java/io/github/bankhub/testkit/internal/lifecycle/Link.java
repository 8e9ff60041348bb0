package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A link token with its sessions and events. Not thread-safe. */
public final class Link {

  private final LinkToken token;
  private final LinkTokenSpec spec;
  private final Instant createdAt;
  private final List<Session> sessions = new ArrayList<>(1);
  private final List<Event> events = new ArrayList<>(2);
  private Instant updatedAt;
  private LinkState state = LinkState.UNOPENED;
  private final LinkTokens owner;
  private int openings;
  private int version;
  @Nullable Submission lastSubmission;

  Link(LinkToken token, LinkTokenSpec spec, Instant createdAt, LinkTokens owner) {
    this.owner = owner;
    this.token = token;
    this.spec = spec;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  public LinkToken token() {
    return token;
  }

  public LinkTokenSpec spec() {
    return spec;
  }

  public PageStep step() {
    return state.step();
  }

  public String status() {
    return state.tokenStatus();
  }

  public int openings() {
    return openings;
  }

  /** {@return the number of steps that users have done} A form of an earlier screen has less. */
  public int version() {
    return version;
  }

  /** {@return the inputs of the last step, to show them with the bank's rejection} */
  public Map<String, String> entered() {
    Session session = lastSession();
    return session == null ? Map.of() : session.entered;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant updatedAt() {
    return updatedAt;
  }

  public List<Session> sessions() {
    return Collections.unmodifiableList(sessions);
  }

  public List<Event> events() {
    return Collections.unmodifiableList(events);
  }

  @Nullable Session lastSession() {
    return sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
  }

  Session session() {
    return Objects.requireNonNull(lastSession());
  }

  void record(Event event) {
    events.add(event);
    owner.trim(events);
  }

  void open(Session session) {
    sessions.add(session);
    owner.trim(sessions);
    reopen();
  }

  void reopen() {
    openings++;
  }

  boolean isEnded() {
    return !state.tokenStatus().equals(LinkState.ACTIVE);
  }

  void countStep() {
    version++;
  }

  void enter(LinkState newState, Instant now) {
    boolean wasEnded = isEnded();
    state = newState;
    updatedAt = now;
    Session session = lastSession();
    if (session != null && session.isActive()) {
      session.enter(newState, now);
    }
    if (isEnded() && !wasEnded) {
      owner.end(this);
    }
  }

  public PageView view() {
    Session session = lastSession();
    SandboxAccount account = session == null ? null : session.account;
    return new PageView(
        token.xid(),
        spec.purpose(),
        step(),
        spec.companyName(),
        spec.language(),
        spec.mobileApp() == 1,
        Optional.ofNullable(session == null ? null : session.rejection),
        Optional.ofNullable(session == null ? null : session.bank).map(BrandName::new),
        Optional.ofNullable(session == null ? null : session.type),
        Optional.ofNullable(account).map(SandboxAccount::number).map(AccountNumber::new),
        Optional.ofNullable(account).map(SandboxAccount::holder),
        step().isCompleted() ? Optional.ofNullable(spec.redirect()) : Optional.empty());
  }
}
