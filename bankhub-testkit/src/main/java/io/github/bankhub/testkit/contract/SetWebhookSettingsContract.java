package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.domain.webhook.WebhookConfiguration;
import io.github.bankhub.testkit.sample.Samples;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The rules of {@link io.github.bankhub.domain.port.WebhookSettings#set}. */
abstract class SetWebhookSettingsContract extends RetriedOperationContract {

  private static final NewWebhook WEBHOOK =
      NewWebhook.to(Samples.WEBHOOK_URL, Samples.WEBHOOK_SECRET);
  private static final NewWebhook HTTP =
      NewWebhook.to(URI.create("http://yourapp.example/webhooks"), Samples.WEBHOOK_SECRET);

  SetWebhookSettingsContract() {
    super(Operation.SET_WEBHOOK_SETTINGS);
  }

  @Override
  final Executable validCall() {
    return () -> set(WEBHOOK);
  }

  @Test
  void WS_10_every_option_reaches_the_service() {
    set(WEBHOOK.inactive().only(List.of("BANK_ACCOUNT_LINKED", "BANK_ACCOUNT_UNLINKED")));
    assertEquals(Samples.WEBHOOK_URL, stored().url(), "the address is sent");
    assertEquals(Optional.of("***5678"), stored().maskedSecret(), "the secret is sent");
    assertFalse(stored().isActive(), "it is switched off");
    assertEquals(
        List.of("BANK_ACCOUNT_LINKED", "BANK_ACCOUNT_UNLINKED"),
        stored().events(),
        "the events are sent");
    set(WEBHOOK.only(List.of()));
    assertEquals(List.of(), stored().events(), "an empty list is sent, and allows no event");
  }

  @Test
  void WS_11_a_webhook_replaces_the_former_one_with_all_its_options() {
    set(WEBHOOK.inactive().only(Set.of("BANK_ACCOUNT_LINKED")));
    set(NewWebhook.to(URI.create("https://other.example/"), new WebhookSecret("other-1234")));
    assertEquals(URI.create("https://other.example/"), stored().url(), "the new address");
    assertEquals(Optional.of("***1234"), stored().maskedSecret(), "the new secret");
    assertTrue(stored().isActive(), "a webhook is active unless it says otherwise");
    assertTrue(stored().receivesAllEvents(), "it receives all events unless it says otherwise");
  }

  @Test
  void WS_12_the_result_is_the_webhook_that_is_set_and_prints_no_secret() {
    WebhookConfiguration set = set(WEBHOOK);
    assertEquals(Samples.WEBHOOK_URL, set.url(), "the address");
    assertEquals(Optional.of("***5678"), set.maskedSecret(), "the result masks the secret");
    assertTrue(set.isActive(), "it is active");
    assertFalse(
        set.toString().contains(Samples.WEBHOOK_SECRET.reveal()), "the secret is not printed");
  }

  @Test
  void WS_13_production_rejects_http_before_any_call() {
    fixture = production();
    InvalidRequestException failure =
        assertThrows(
            InvalidRequestException.class,
            () -> set(HTTP),
            "in production the address must be HTTPS");
    assertEquals(Set.of("webhook_url"), failure.fields().keySet(), "the failure names the field");
    assertEquals(RequestOutcome.NOT_SENT, failure.requestOutcome(), "no call was made");
    assertEquals(List.of(), fixture.control().journal(), "the client rejects it before any call");
  }

  @Test
  void WS_14_an_internal_address_is_rejected_in_production_naming_the_field() {
    fixture = production();
    URI internal = URI.create("https://10.0.0.7/webhooks");
    assertRejectedNaming("webhook_url", NewWebhook.to(internal, Samples.WEBHOOK_SECRET));
  }

  @Test
  void WS_15_the_sandbox_accepts_an_internal_address_which_is_assumed() {
    URI local = URI.create("http://localhost:8080/webhooks");
    set(NewWebhook.to(local, Samples.WEBHOOK_SECRET));
    assertEquals(local, stored().url(), "the address of this machine is sent");
  }

  @Test
  void WS_16_the_unknown_name_of_an_event_is_rejected_naming_the_field() {
    assertRejectedNaming("allow_events", WEBHOOK.only(Set.of("TRANSACTION_NEW")));
  }

  private void assertRejectedNaming(String field, NewWebhook webhook) {
    InvalidRequestException failure =
        assertThrows(
            InvalidRequestException.class,
            () -> set(webhook),
            field + " is sent to the service, which rejects it");
    assertEquals(Set.of(field), failure.fields().keySet(), "the failure names the field");
    assertRejectedOnce(failure);
    assertEquals(Optional.empty(), fixture.service().webhookSettings().get(), "nothing is changed");
  }

  private WebhookConfiguration set(NewWebhook webhook) {
    return fixture.hub().webhookSettings().set(webhook);
  }

  private WebhookConfiguration stored() {
    return fixture.service().webhookSettings().get().orElseThrow();
  }
}
