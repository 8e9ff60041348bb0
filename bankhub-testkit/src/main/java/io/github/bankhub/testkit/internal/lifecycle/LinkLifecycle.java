package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.ExpiryQueue.Expiry;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Effect;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Transition;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Applies the transitions of the table to link tokens. Not thread-safe. */
public record LinkLifecycle(
    InstantSource clock,
    LinkedAccounts accounts,
    Supplier<UUID> sessionXids,
    TestSettings settings,
    ExpiryQueue expiries,
    LinkEvents events) {

  public boolean isPossible(Link link, PageAction action) {
    return transition(link, action).isPresent();
  }

  private static Optional<Transition> transition(Link link, PageAction action) {
    return Transitions.of(link.spec().purpose(), link.step(), action);
  }

  Transition require(Link link, PageAction action) {
    return transition(link, action)
        .orElseThrow(() -> ErrorResponse.of(ErrorResponse.Kind.NOT_NOW, explanation(link, action)));
  }

  private static String explanation(Link link, PageAction action) {
    String possible =
        PageAction.ofUsers().stream()
            .filter(other -> transition(link, other).isPresent())
            .map(PageAction::name)
            .collect(Collectors.joining(", "));
    return "the link %s, so this cannot be: %s; possible: %s"
        .formatted(link.step().text(), action.text(), possible);
  }

  public void revoke(Link link) {
    apply(link, require(link, PageAction.REVOKE), clock.instant());
  }

  /** Expires what is due, as of the instant at which it was due. */
  public void expireDue() {
    Instant now = clock.instant();
    for (Optional<Expiry> due = expiries.poll(now); due.isPresent(); due = expiries.poll(now)) {
      Expiry expiry = due.get();
      transition(expiry.link(), expiry.action())
          .ifPresent(transition -> apply(expiry.link(), transition, expiry.at()));
    }
  }

  void apply(Link link, Transition transition, Instant at) {
    run(transition.effect(), link, at);
    link.enter(transition.to(), at);
    transition.events().forEach(name -> events.publish(link, name, at));
  }

  private void run(Effect effect, Link link, Instant at) {
    switch (effect) {
      case BEGIN_SESSION -> link.open(newSession(link, at));
      case RESUME_SESSION -> link.reopen();
      case LINK_ACCOUNT -> linkAccount(link.session(), link);
      case UNLINK_ACCOUNT -> accounts.unlink(removed(link));
      case INACTIVATE_ACCOUNT -> accounts.inactivate(removed(link));
      case NONE, SHOW_PAGE -> {}
    }
  }

  private Session newSession(Link link, Instant at) {
    Session session =
        new Session(sessionXids.get().toString(), at, at.plus(settings.sessionLifetime()));
    accountToUnlink(link).map(LinkedAccount::account).ifPresent(session::choose);
    expiries.add(new Expiry(session.expiresAt(), link, session));
    return session;
  }

  private void linkAccount(Session session, Link link) {
    SandboxAccount account = Objects.requireNonNull(session.account);
    session.linked = accounts.link(link.spec().company(), account).xid();
  }

  private BankAccountXid removed(Link link) {
    BankAccountXid xid = accountToUnlink(link).orElseThrow().xid();
    link.session().linked = xid;
    return xid;
  }

  Optional<LinkedAccount> accountToUnlink(Link link) {
    return Optional.ofNullable(link.spec().account())
        .flatMap(accounts::find)
        .filter(account -> account.company().equals(link.spec().company()));
  }
}
