package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.domain.webhook.WebhookConfiguration;
import io.github.bankhub.testkit.sample.Samples;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations on the webhook and the control of webhooks are two doors to one setting. */
class WebhookSettingsTest {

  private static final NewWebhook WEBHOOK =
      NewWebhook.to(Samples.WEBHOOK_URL, Samples.WEBHOOK_SECRET);

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Webhooks webhooks = hub.control().webhooks();
  private final CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");

  private void createLinkToken() {
    hub.linkTokens().create(LinkTokenRequest.link(company));
  }

  private WebhookConfiguration stored() {
    return hub.webhookSettings().get().orElseThrow();
  }

  @Test
  void a_webhook_that_the_client_sets_receives_events_with_its_secret() {
    try (WebhookInboxServer server = WebhookInboxServer.start()) {
      hub.webhookSettings().set(NewWebhook.to(server.url(), server.inbox().secret()));
      createLinkToken();
      webhooks.assertAllDelivered();
      assertThat(server.inbox().events().get(0)).isInstanceOf(LinkTokenEvent.Created.class);
    }
  }

  @Test
  void the_client_gets_the_webhook_that_the_control_set() {
    webhooks.deliverTo(Samples.WEBHOOK_URL, Samples.WEBHOOK_SECRET);
    webhooks.only(Set.of("BANK_ACCOUNT_LINKED"));
    assertThat(stored().url()).isEqualTo(Samples.WEBHOOK_URL);
    assertThat(stored().isActive()).isTrue();
    assertThat(stored().events()).containsExactly("BANK_ACCOUNT_LINKED");
    webhooks.all();
    assertThat(stored().receivesAllEvents()).isTrue();
    webhooks.off();
    assertThat(stored().isActive()).isFalse();
    hub.control().reset();
    assertThat(hub.webhookSettings().get()).isEmpty();
  }

  @Test
  void a_receiver_in_this_process_has_no_address_and_the_client_replaces_it() {
    WebhookInbox inbox = webhooks.inbox();
    assertThat(hub.webhookSettings().get()).isEmpty();
    webhooks.off();
    assertThat(hub.webhookSettings().get()).isEmpty();
    webhooks.deliverTo(inbox, inbox.secret());
    hub.webhookSettings().set(WEBHOOK.inactive());
    createLinkToken();
    assertThat(inbox.events()).isEmpty();
    assertThat(webhooks.journal()).isEmpty();
    assertThat(stored().isActive()).isFalse();
  }

  @Test
  void events_that_the_client_does_not_allow_are_not_sent() {
    hub.webhookSettings().set(WEBHOOK.only(List.of("BANK_ACCOUNT_LINKED")));
    createLinkToken();
    assertThat(webhooks.journal()).isEmpty();
  }

  @Test
  void without_the_field_or_with_a_star_all_events_are_allowed() {
    Map<String, Object> fields = new HashMap<>(WEBHOOK.fields());
    fields.remove("allow_events");
    set(fields);
    assertThat(stored().receivesAllEvents()).isTrue();
    fields.put("allow_events", List.of("*", "BANK_ACCOUNT_LINKED"));
    set(fields);
    assertThat(stored().receivesAllEvents()).isTrue();
  }

  @Test
  void C8_the_hub_accepts_only_the_spelling_that_it_uses() {
    NewWebhook inactived = WEBHOOK.only(List.of("BANK_ACCOUNT_INACTIVED"));
    NewWebhook inactivated = WEBHOOK.only(List.of("BANK_ACCOUNT_INACTIVATED"));
    assertThat(hub.webhookSettings().set(inactivated).events())
        .containsExactly("BANK_ACCOUNT_INACTIVATED");
    assertRejected("allow_events", hub, inactived);
    hub.control().useInactivedSpelling(true);
    assertThat(hub.webhookSettings().set(inactived).events())
        .containsExactly("BANK_ACCOUNT_INACTIVED");
    assertRejected("allow_events", hub, inactivated);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/w",
        "https://127.0.0.1/w",
        "https://192.168.1.7/w",
        "https://172.16.0.1/w",
        "https://169.254.169.254/w",
        "https://0.0.0.0/w",
        "https://[::1]/w",
        "https://[fd00::1]/w",
        "https://[fe80::1]/w"
      })
  void production_rejects_an_internal_address_and_the_sandbox_does_not(String url) {
    InMemoryBankHub production =
        InMemoryBankHub.builder().environment(BankHubEnvironment.PRODUCTION).build();
    NewWebhook internal = NewWebhook.to(URI.create(url), Samples.WEBHOOK_SECRET).inactive();
    assertRejected("webhook_url", production, internal);
    assertThat(hub.webhookSettings().set(internal).url()).hasToString(url);
  }

  @Test
  void production_accepts_a_public_address() {
    InMemoryBankHub production =
        InMemoryBankHub.builder().environment(BankHubEnvironment.PRODUCTION).build();
    for (String url :
        List.of("https://8.8.8.8/w", "https://[2001:db8::1]/w", "https://a.example")) {
      NewWebhook webhook = NewWebhook.to(URI.create(url), Samples.WEBHOOK_SECRET).inactive();
      assertThat(production.webhookSettings().set(webhook).url()).hasToString(url);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", " a "})
  void a_secret_that_no_header_can_carry_is_rejected(String secret) {
    Map<String, Object> fields = new HashMap<>(WEBHOOK.fields());
    fields.put("secret_key", secret);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> set(fields))
        .satisfies(e -> assertThat(e.fields()).containsOnlyKeys("secret_key"));
  }

  private void set(Map<String, Object> fields) {
    assertThat(hub.call(Operation.SET_WEBHOOK_SETTINGS, fields, WebhookConfiguration::of).url())
        .isEqualTo(Samples.WEBHOOK_URL);
  }

  private static void assertRejected(String field, InMemoryBankHub hub, NewWebhook webhook) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> hub.webhookSettings().set(webhook))
        .satisfies(e -> assertThat(e.fields()).containsOnlyKeys(field));
  }
}
