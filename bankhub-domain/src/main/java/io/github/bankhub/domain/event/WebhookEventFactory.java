package io.github.bankhub.domain.event;

import static java.util.Map.entry;

import io.github.bankhub.domain.internal.JsonFields;
import java.util.Map;
import java.util.function.Function;

/** The class of each event's name. */
final class WebhookEventFactory {

  private static final Map<String, Function<JsonFields, WebhookEvent>> KINDS =
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
          // The page "Webhook events" spells it so, the page "Webhook configuration" as above.
          entry("BANK_ACCOUNT_INACTIVED", BankAccountEvent.Inactivated::new));

  private WebhookEventFactory() {}

  static Function<JsonFields, WebhookEvent> named(String name) {
    return KINDS.getOrDefault(name, UnknownEvent::new);
  }
}
