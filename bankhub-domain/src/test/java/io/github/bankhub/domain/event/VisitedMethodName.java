package io.github.bankhub.domain.event;

/** Returns the name of the called method. */
final class VisitedMethodName implements WebhookEventVisitor<String> {

  @Override
  public String other(WebhookEvent event) {
    return "other";
  }

  @Override
  public String linkTokenCreated(LinkTokenEvent.Created event) {
    return "linkTokenCreated";
  }

  @Override
  public String linkTokenRevoked(LinkTokenEvent.Revoked event) {
    return "linkTokenRevoked";
  }

  @Override
  public String linkTokenExpired(LinkTokenEvent.Expired event) {
    return "linkTokenExpired";
  }

  @Override
  public String linkSessionInitialized(LinkSessionEvent.Initialized event) {
    return "linkSessionInitialized";
  }

  @Override
  public String linkSessionReinitialized(LinkSessionEvent.Reinitialized event) {
    return "linkSessionReinitialized";
  }

  @Override
  public String linkSessionStateChanged(LinkSessionEvent.StateChanged event) {
    return "linkSessionStateChanged";
  }

  @Override
  public String linkSessionCompleted(LinkSessionEvent.Completed event) {
    return "linkSessionCompleted";
  }

  @Override
  public String linkSessionFailed(LinkSessionEvent.Failed event) {
    return "linkSessionFailed";
  }

  @Override
  public String linkSessionAbandoned(LinkSessionEvent.Abandoned event) {
    return "linkSessionAbandoned";
  }

  @Override
  public String linkSessionExpired(LinkSessionEvent.Expired event) {
    return "linkSessionExpired";
  }

  @Override
  public String bankAccountLinked(BankAccountEvent.Linked event) {
    return "bankAccountLinked";
  }

  @Override
  public String bankAccountUnlinked(BankAccountEvent.Unlinked event) {
    return "bankAccountUnlinked";
  }

  @Override
  public String bankAccountInactivated(BankAccountEvent.Inactivated event) {
    return "bankAccountInactivated";
  }
}
