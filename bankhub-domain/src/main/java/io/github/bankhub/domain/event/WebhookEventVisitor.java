package io.github.bankhub.domain.event;

/**
 * One answer for each event, given by {@link WebhookEvent#accept}. An event for which no answer is
 * written gets that of {@link #other}.
 *
 * @param <R> the type of the answers
 */
@FunctionalInterface
public interface WebhookEventVisitor<R> {

  /**
   * The answer for an event that SePay does not document, and for each that has no answer of its
   * own.
   *
   * @param event the event
   * @return the answer
   */
  R other(WebhookEvent event);

  /**
   * The answer for {@link LinkTokenEvent.Created}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkTokenCreated(LinkTokenEvent.Created event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkTokenEvent.Revoked}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkTokenRevoked(LinkTokenEvent.Revoked event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkTokenEvent.Expired}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkTokenExpired(LinkTokenEvent.Expired event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkSessionEvent.Initialized}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkSessionInitialized(LinkSessionEvent.Initialized event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkSessionEvent.Reinitialized}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkSessionReinitialized(LinkSessionEvent.Reinitialized event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkSessionEvent.StateChanged}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkSessionStateChanged(LinkSessionEvent.StateChanged event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkSessionEvent.Completed}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkSessionCompleted(LinkSessionEvent.Completed event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkSessionEvent.Failed}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkSessionFailed(LinkSessionEvent.Failed event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkSessionEvent.Abandoned}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkSessionAbandoned(LinkSessionEvent.Abandoned event) {
    return other(event);
  }

  /**
   * The answer for {@link LinkSessionEvent.Expired}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R linkSessionExpired(LinkSessionEvent.Expired event) {
    return other(event);
  }

  /**
   * The answer for {@link BankAccountEvent.Linked}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R bankAccountLinked(BankAccountEvent.Linked event) {
    return other(event);
  }

  /**
   * The answer for {@link BankAccountEvent.Unlinked}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R bankAccountUnlinked(BankAccountEvent.Unlinked event) {
    return other(event);
  }

  /**
   * The answer for {@link BankAccountEvent.Inactivated}.
   *
   * @param event the event
   * @return by default, what {@link #other} answers
   */
  default R bankAccountInactivated(BankAccountEvent.Inactivated event) {
    return other(event);
  }
}
