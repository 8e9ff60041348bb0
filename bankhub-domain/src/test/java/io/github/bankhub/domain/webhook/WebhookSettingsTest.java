package io.github.bankhub.domain.webhook;

import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {

  private static final String ADDRESS = "https://yourapp.example/webhooks?key=k3y";
  private static final WebhookSecret SECRET = new WebhookSecret("whsec-12345678");
  private static final NewWebhook WEBHOOK = NewWebhook.to(URI.create(ADDRESS), SECRET);

  @Nested
  class A_new_webhook {

    @Test
    void is_active_and_receives_all_events() {
      assertThat(WEBHOOK.fields())
          .isEqualTo(
              Map.of(
                  "webhook_url",
                  ADDRESS,
                  "auth_type",
                  "SECRET_KEY",
                  "secret_key",
                  "whsec-12345678",
                  "active",
                  1,
                  "allow_events",
                  List.of("*")));
      assertThat(WEBHOOK.url()).hasToString(ADDRESS);
    }

    @Test
    void may_be_inactive_and_receive_some_events_or_none() {
      List<String> names = List.of("BANK_ACCOUNT_LINKED", "NEW_EVENT", "BANK_ACCOUNT_LINKED");
      assertThat(WEBHOOK.only(names).inactive().fields())
          .containsEntry("active", 0)
          .containsEntry("allow_events", List.of("BANK_ACCOUNT_LINKED", "NEW_EVENT"));
      assertThat(WEBHOOK.inactive().only(List.of()).fields())
          .containsEntry("active", 0)
          .containsEntry("allow_events", List.of());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/webhooks",
          "ftp://yourapp.example",
          "https:yourapp",
          "https://:1",
          "https:///x"
        })
    void rejects_what_is_no_web_address(String url) {
      assertRejected("webhook_url", () -> NewWebhook.to(URI.create(url), SECRET));
    }

    @Test
    void rejects_a_user_and_does_not_show_the_password() {
      URI url = URI.create("https://u:p4ss@yourapp.example");
      assertThatExceptionOfType(InvalidFieldException.class)
          .isThrownBy(() -> NewWebhook.to(url, SECRET))
          .withMessageContaining("contains a user")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("p4ss"));
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void rejects_what_is_missing() {
      assertRejected("webhook_url", () -> NewWebhook.to(null, SECRET));
      assertRejected("secret_key", () -> NewWebhook.to(WEBHOOK.url(), null));
      assertRejected("allow_events", () -> WEBHOOK.only(null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "A\nB"})
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void rejects_the_name_of_an_event_that_is_blank_or_has_a_control_character(
        @Nullable String name) {
      assertRejected("allow_events", () -> WEBHOOK.only(Collections.singletonList(name)));
    }

    @Test
    void shows_neither_its_secret_nor_the_query_of_its_address() {
      assertThat(WEBHOOK)
          .hasToString("NewWebhook[https://yourapp.example/webhooks, active=true, [*]]");
    }

    @Test
    void is_equal_by_its_values() {
      assertThat(NewWebhook.to(URI.create(ADDRESS), new WebhookSecret("whsec-12345678")))
          .isEqualTo(WEBHOOK)
          .hasSameHashCodeAs(WEBHOOK)
          .isNotEqualTo(WEBHOOK.inactive())
          .isNotEqualTo(WEBHOOK.only(List.of()))
          .isNotEqualTo(NewWebhook.to(URI.create("http://other.example"), SECRET))
          .isNotEqualTo(NewWebhook.to(WEBHOOK.url(), new WebhookSecret("other")))
          .isNotEqualTo(ADDRESS);
    }
  }

  @Nested
  class The_environment {

    @Test
    void production_rejects_http_before_anything_is_sent() {
      NewWebhook http = NewWebhook.to(URI.create("http://yourapp.example?key=k1"), SECRET);
      BankHubEnvironment.SANDBOX.check(http);
      BankHubEnvironment.PRODUCTION.check(WEBHOOK);
      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> BankHubEnvironment.PRODUCTION.check(http))
          .satisfies(e -> assertThat(e.fields()).containsOnlyKeys("webhook_url"))
          .satisfies(e -> assertThat(e).hasMessageContaining("example\" is not allowed"))
          .satisfies(e -> assertThat(e.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT))
          .satisfies(
              e -> assertThat(e.call().operation()).isEqualTo(Operation.SET_WEBHOOK_SETTINGS));
    }
  }

  @Nested
  class The_configuration {

    @Test
    void has_what_SePay_sent() {
      WebhookConfiguration webhook =
          of(
              "secret_key",
              "***5678",
              "auth_type",
              "SECRET_KEY",
              "request_content_type",
              "application/json",
              "active",
              1,
              "allow_events",
              List.of("*"));
      assertThat(webhook.url()).hasToString(ADDRESS);
      assertThat(webhook.authType()).contains("SECRET_KEY");
      assertThat(webhook.maskedSecret()).contains("***5678");
      assertThat(webhook.requestContentType()).contains("application/json");
      assertThat(webhook.isActive()).isTrue();
      assertThat(webhook.events()).containsExactly("*");
      assertThat(webhook.receivesAllEvents()).isTrue();
      assertThat(webhook)
          .hasToString("WebhookConfiguration[https://yourapp.example/webhooks, active=true, [*]]");
    }

    @Test
    void masks_the_whole_secret_that_SePay_sends_after_a_change() {
      assertThat(of("secret_key", "whsec-12345678").maskedSecret()).contains("***5678");
      assertThat(of("secret_key", "whsec-123").maskedSecret()).contains("***-123");
      assertThat(of("secret_key", "12345678").maskedSecret()).contains("***");
      assertThat(of("secret_key", "1234").maskedSecret()).contains("***");
      assertThat(of("secret_key", "***").maskedSecret()).contains("***");
      assertThat(of().maskedSecret()).isEmpty();
    }

    @Test
    void C10_reads_a_flag_that_is_a_number_or_a_text() {
      assertThat(List.of(of("active", "1"), of("active", true)))
          .allMatch(WebhookConfiguration::isActive);
      assertThat(List.of(of("active", 0), of("active", "0"), of()))
          .noneMatch(WebhookConfiguration::isActive);
    }

    @Test
    void C8_keeps_names_of_events_as_SePay_sent_them() {
      WebhookConfiguration webhook =
          of("allow_events", Arrays.asList("BANK_ACCOUNT_INACTIVED", "NEW", null, 7));
      assertThat(webhook.events()).containsExactly("BANK_ACCOUNT_INACTIVED", "NEW");
      assertThat(webhook.receivesAllEvents()).isFalse();
      assertThat(of("allow_events", "*").events()).isEmpty();
    }

    @Test
    void needs_an_address() {
      assertRejected("webhook_url", () -> WebhookConfiguration.of(Map.of(), VIETNAM));
      assertRejected("webhook_url", () -> of("webhook_url", "no address"));
    }

    @ParameterizedTest
    @CsvSource({
      "'https://x.example/a b|c?t={tenant}&d=100%',"
          + " https://x.example/a%20b%7Cc?t=%7Btenant%7D&d=100%25",
      "https://x.example/%20|đ, https://x.example/%20%7C%C4%91",
      "https://x.example/đ, https://x.example/đ"
    })
    void may_have_an_address_that_is_no_URI(String sent, String url) {
      assertThat(of("webhook_url", sent).url()).hasToString(url);
    }

    @Test
    void is_absent_if_data_is_null_or_an_empty_list_and_in_no_other_case() {
      assertThat(optional("data", null)).isEmpty();
      assertThat(optional("data", List.of())).isEmpty();
      assertThat(optional("webhook_url", ADDRESS)).isPresent();
      assertRejected("webhook_url", () -> optional("data", "none"));
      assertRejected("webhook_url", () -> optional("code", 200));
    }

    private Optional<WebhookConfiguration> optional(String name, @Nullable Object value) {
      return WebhookConfiguration.optional(Collections.singletonMap(name, value), VIETNAM);
    }

    private WebhookConfiguration of(Object... fields) {
      Map<String, Object> all = new HashMap<>(Map.of("webhook_url", ADDRESS));
      for (int i = 0; i < fields.length; i += 2) {
        all.put((String) fields[i], fields[i + 1]);
      }
      return WebhookConfiguration.of(all, VIETNAM);
    }
  }

  @Nested
  class The_port {

    private final StubHub hub = new StubHub(Map.of("webhook_url", ADDRESS));

    @Test
    void calls_one_operation_in_each_method() {
      assertThat(hub.webhookSettings().get().orElseThrow().url()).hasToString(ADDRESS);
      assertThat(hub.webhookSettings().set(WEBHOOK).url()).hasToString(ADDRESS);
      assertThat(hub.calls())
          .containsExactly(
              new StubHub.Call(Operation.GET_WEBHOOK_SETTINGS, Map.of()),
              new StubHub.Call(Operation.SET_WEBHOOK_SETTINGS, WEBHOOK.fields()));
    }

    @Test
    @SuppressWarnings("NullAway") // A caller without null checks can do this.
    void rejects_null_and_what_the_environment_rejects_before_any_call() {
      assertThatNullPointerException()
          .isThrownBy(() -> hub.webhookSettings().set(null))
          .withMessage("webhook");
      NewWebhook http = NewWebhook.to(URI.create("http://yourapp.example"), SECRET);
      assertThatExceptionOfType(InvalidRequestException.class)
          .isThrownBy(() -> hub.webhookSettings().set(http));
      assertThat(hub.calls()).isEmpty();
    }
  }
}
