package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.domain.webhook.WebhookConfiguration;
import io.github.bankhub.testkit.sample.Samples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.WebhookSettings#get}. */
abstract class GetWebhookSettingsContract extends RetriedOperationContract {

  private static final NewWebhook WEBHOOK =
      NewWebhook.to(Samples.WEBHOOK_URL, Samples.WEBHOOK_SECRET);

  GetWebhookSettingsContract() {
    super(Operation.GET_WEBHOOK_SETTINGS);
  }

  @Override
  final Executable validCall() {
    set(WEBHOOK);
    return this::get;
  }

  @Test
  void WS_01_the_webhook_is_the_one_that_was_set() {
    set(WEBHOOK);
    WebhookConfiguration webhook = get().orElseThrow();
    assertEquals(Samples.WEBHOOK_URL, webhook.url(), "the address");
    assertEquals(Optional.of("SECRET_KEY"), webhook.authType(), "the kind of authentication");
    assertEquals(Optional.of("application/json"), webhook.requestContentType(), "the media type");
    assertTrue(webhook.isActive(), "it is active");
    assertTrue(webhook.receivesAllEvents(), "it receives all events");
  }

  @Test
  void WS_02_a_webhook_may_be_inactive_and_receive_some_events() {
    set(WEBHOOK.inactive().only(Set.of("BANK_ACCOUNT_LINKED")));
    WebhookConfiguration webhook = get().orElseThrow();
    assertFalse(webhook.isActive(), "it is inactive");
    assertEquals(List.of("BANK_ACCOUNT_LINKED"), webhook.events(), "its events");
  }

  @Test
  void WS_03_the_secret_is_masked() {
    set(WEBHOOK);
    assertEquals(
        Optional.of("***5678"),
        get().orElseThrow().maskedSecret(),
        "the last four characters of the secret");
  }

  @Test
  void WS_04_a_webhook_that_was_never_set_is_empty_and_no_failure() {
    assertEquals(Optional.empty(), get(), "there is no webhook");
  }

  private void set(NewWebhook webhook) {
    fixture.service().webhookSettings().set(webhook);
  }

  private Optional<WebhookConfiguration> get() {
    return fixture.hub().webhookSettings().get();
  }
}
