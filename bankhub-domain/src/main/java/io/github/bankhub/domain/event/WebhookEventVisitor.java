package io.github.bankhub.domain.event;

/**
 * One method for each type of event, called by {@link WebhookEvent#accept}. A method that is not
 * overridden calls {@link #other}.
 *
 * @param <R> the type of the results
 */
@FunctionalInterface
public interface WebhookEventVisitor<R> {

  /**
   * Handles an event that SePay does not document, and each type without a method of its own.
   *
   * @param event the event
   * @return the result
   */
  R other(WebhookEvent event);

  /** {@return the result for a created link token; by default that of {@link #other}} */
  default R linkTokenCreated(LinkTokenEvent.Created event) {
    return other(event);
  }

  /** {@return the result for a revoked link token; by default that of {@link #other}} */
  default R linkTokenRevoked(LinkTokenEvent.Revoked event) {
    return other(event);
  }

  /** {@return the result for an expired link token; by default that of {@link #other}} */
  default R linkTokenExpired(LinkTokenEvent.Expired event) {
    return other(event);
  }

  /** {@return the result for a started session; by default that of {@link #other}} */
  default R linkSessionInitialized(LinkSessionEvent.Initialized event) {
    return other(event);
  }

  /** {@return the result for a session that started again; by default that of {@link #other}} */
  default R linkSessionReinitialized(LinkSessionEvent.Reinitialized event) {
    return other(event);
  }

  /** {@return the result for a changed state of a session; by default that of {@link #other}} */
  default R linkSessionStateChanged(LinkSessionEvent.StateChanged event) {
    return other(event);
  }

  /** {@return the result for a completed session; by default that of {@link #other}} */
  default R linkSessionCompleted(LinkSessionEvent.Completed event) {
    return other(event);
  }

  /** {@return the result for a failed session; by default that of {@link #other}} */
  default R linkSessionFailed(LinkSessionEvent.Failed event) {
    return other(event);
  }

  /** {@return the result for an abandoned session; by default that of {@link #other}} */
  default R linkSessionAbandoned(LinkSessionEvent.Abandoned event) {
    return other(event);
  }

  /** {@return the result for an expired session; by default that of {@link #other}} */
  default R linkSessionExpired(LinkSessionEvent.Expired event) {
    return other(event);
  }

  /** {@return the result for a linked account; by default that of {@link #other}} */
  default R bankAccountLinked(BankAccountEvent.Linked event) {
    return other(event);
  }

  /** {@return the result for an unlinked account; by default that of {@link #other}} */
  default R bankAccountUnlinked(BankAccountEvent.Unlinked event) {
    return other(event);
  }

  /** {@return the result for a deactivated account; by default that of {@link #other}} */
  default R bankAccountInactivated(BankAccountEvent.Inactivated event) {
    return other(event);
  }
}
