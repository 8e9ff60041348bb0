package io.github.bankhub.domain.history;

import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.LinkSessionEvent;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookEventVisitor;
import java.util.Optional;

/** Finds the outcome that an event reports; empty if it does not end the attempt. */
final class OutcomeOfEvent implements WebhookEventVisitor<Optional<LinkOutcome>> {

  @Override
  public Optional<LinkOutcome> other(WebhookEvent event) {
    return Optional.empty();
  }

  @Override
  public Optional<LinkOutcome> bankAccountLinked(BankAccountEvent.Linked event) {
    return Optional.of(LinkOutcome.LINKED);
  }

  @Override
  public Optional<LinkOutcome> bankAccountUnlinked(BankAccountEvent.Unlinked event) {
    return Optional.of(LinkOutcome.UNLINKED);
  }

  @Override
  public Optional<LinkOutcome> bankAccountInactivated(BankAccountEvent.Inactivated event) {
    return Optional.of(LinkOutcome.INACTIVATED);
  }

  /** It names an account only after a success. */
  @Override
  public Optional<LinkOutcome> linkSessionCompleted(LinkSessionEvent.Completed event) {
    return event
        .bankAccountXid()
        .map(account -> event.isUnlinked() ? LinkOutcome.UNLINKED : LinkOutcome.LINKED);
  }

  @Override
  public Optional<LinkOutcome> linkSessionFailed(LinkSessionEvent.Failed event) {
    return Optional.of(LinkOutcome.FAILED);
  }

  @Override
  public Optional<LinkOutcome> linkTokenRevoked(LinkTokenEvent.Revoked event) {
    return Optional.of(LinkOutcome.REVOKED);
  }

  @Override
  public Optional<LinkOutcome> linkTokenExpired(LinkTokenEvent.Expired event) {
    return Optional.of(LinkOutcome.EXPIRED);
  }
}
