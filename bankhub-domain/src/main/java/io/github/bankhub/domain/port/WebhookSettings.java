package io.github.bankhub.domain.port;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.domain.webhook.WebhookConfiguration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The webhook of the merchant, who holds the credentials. There is one, for all companies.
 *
 * <p><b>What it does.</b> Gets the webhook, and replaces it. Sources: pages "Get webhook
 * configuration" and "Set webhook configuration". SePay has no request to delete it: set it again,
 * {@linkplain NewWebhook#inactive() inactive}.
 *
 * <p>Set it once when you deploy. All machines and developers with the same credentials share it:
 * if one sets another address, the former address receives no more events.
 *
 * <p><b>Threads, failures.</b> As in {@link BankAccounts}.
 *
 * <p><b>Retries.</b> After any transient failure: a second, identical request has no further
 * effect.
 */
@FunctionalInterface
public interface WebhookSettings {

  /** {@return the hub that this port calls} */
  BankHub hub();

  /**
   * Gets the webhook.
   *
   * @return the webhook, with a masked secret; empty if none was ever set
   * @throws io.github.bankhub.domain.failure.BankHubException for every failure; a failure is never
   *     an empty result
   */
  default Optional<WebhookConfiguration> get() {
    return EchoCheck.call(
        hub()::call, Operation.GET_WEBHOOK_SETTINGS, Map.of(), WebhookConfiguration::optional);
  }

  /**
   * Sets the webhook. It replaces the former one, with all its options.
   *
   * @param webhook the webhook
   * @return the webhook that is set now
   * @throws io.github.bankhub.domain.failure.InvalidRequestException if the environment or SePay
   *     rejects a field, such as an internal address or the name of an event
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure
   */
  default WebhookConfiguration set(NewWebhook webhook) {
    hub().environment().check(Objects.requireNonNull(webhook, "webhook"));
    return EchoCheck.call(
        hub()::call, Operation.SET_WEBHOOK_SETTINGS, webhook.fields(), WebhookConfiguration::of);
  }
}
