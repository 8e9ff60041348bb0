package io.github.bankhub.domain.event;

import static java.util.Map.entry;

import io.github.bankhub.domain.internal.JsonFields;
import java.util.Map;
import java.util.function.Function;

/** Creates an event of the class for its name. */
final class WebhookEventFactory {

  private static final Map<String, Function<JsonFields, WebhookEvent>> CONSTRUCTORS =
      Map.ofEntries(
          entry("LINK_TOKEN_CREATED", LinkTokenEvent.Created::new),
          entry("LINK_TOKEN_REVOKED", LinkTokenEvent.Revoked::new),
          entry("LINK_TOKEN_EXPIRED", LinkTokenEvent.Expired::new),
          entry("LINK_SESSION_INITIALIZED", LinkSessionEvent.Initialized::new),
          entry("LINK_SESSION_REINITIALIZED", LinkSessionEvent.Reinitialized::new),
          entry("LINK_SESSION_STATE_CHANGED", LinkSessionEvent.StateChanged::new),
          entry("LINK_SESSION_COMPLETED", LinkSessionEvent.Completed::new),
          entry("LINK_SESSION_FAILED", LinkSessionEvent.Failed::new),
          entry("LINK_SESSION_ABANDONED", LinkSessionEvent.Abandoned::new),
          entry("LINK_SESSION_EXPIRED", LinkSessionEvent.Expired::new),
          entry("BANK_ACCOUNT_LINKED", BankAccountEvent.Linked::new),
          entry("BANK_ACCOUNT_UNLINKED", BankAccountEvent.Unlinked::new),
          entry("BANK_ACCOUNT_INACTIVATED", BankAccountEvent.Inactivated::new),
          // SePay's page "Webhook events" uses this spelling, "Webhook configuration" the one
          // above.
          entry("BANK_ACCOUNT_INACTIVED", BankAccountEvent.Inactivated::new));

  private WebhookEventFactory() {}

  static Function<JsonFields, WebhookEvent> constructorFor(String name) {
    return CONSTRUCTORS.getOrDefault(name, UnknownEvent::new);
  }
}
