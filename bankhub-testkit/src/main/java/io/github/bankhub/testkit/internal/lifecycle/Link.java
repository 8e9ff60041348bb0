package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
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

  private final LinkTokenXid xid;
  private final String secret;
  private final LinkTokenSpec spec;
  private final Instant createdAt;
  private final Instant expiresAt;
  // There can be a million links, and most have one event and no session.
  private List<Session> sessions = List.of();
  private List<Event> events = List.of();
  private Instant updatedAt;
  private LinkState state = LinkState.UNOPENED;
  private final LinkTokens owner;
  private int openings;
  private int version;
  @Nullable Submission lastSubmission;

  Link(
      LinkTokenXid xid,
      LinkTokenSecret secret,
      LinkTokenSpec spec,
      Instant createdAt,
      Instant expiresAt,
      LinkTokens owner) {
    this.owner = owner;
    this.xid = xid;
    this.secret = secret.reveal();
    this.spec = spec;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.expiresAt = expiresAt;
  }

  public LinkTokenXid xid() {
    return xid;
  }

  /** {@return the text of the link token} It is a secret. */
  public String secret() {
    return secret;
  }

  public Instant expiresAt() {
    return expiresAt;
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
    events = with(events, event);
    owner.trim(events);
  }

  void open(Session session) {
    sessions = with(sessions, session);
    owner.trim(sessions);
    reopen();
  }

  /** A list with one element takes the least memory if it is immutable. */
  private static <T> List<T> with(List<T> list, T element) {
    if (list.isEmpty()) {
      return List.of(element);
    }
    List<T> more = list.size() == 1 ? new ArrayList<>(list) : list;
    more.add(element);
    return more;
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
        xid,
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
