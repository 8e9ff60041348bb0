package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.internal.service.WebhookTarget.Webhook;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the webhook. Sources: pages "Get webhook configuration" and "Set webhook
 * configuration". Assumed, as no field is marked as required there: an address and a secret are.
 */
public record WebhookSettings(
    BankHubEnvironment environment, TestSettings settings, EventPublisher events) {

  static final String URL = "webhook_url";
  static final String SECRET = "secret_key";
  private static final String AUTH_TYPE = "auth_type";
  private static final String ACTIVE = "active";
  private static final String EVENTS = "allow_events";
  private static final int SHOWN = 4;

  OperationHandler get() {
    return OperationHandler.of(
        () -> Form.of().otherwise("is unknown; this operation has no fields"),
        (fields, base) -> {
          Optional<Map<String, @Nullable Object>> data =
              events.webhook().map(webhook -> body(webhook, masked(webhook.secret().reveal())));
          return HandlerResult.of(() -> Json.object("data", data.orElse(null)));
        });
  }

  OperationHandler set() {
    return OperationHandler.of(
        () ->
            Form.of(
                    FormField.webhookUrl(URL, environment.redirectSchemes()),
                    FormField.oneOf(AUTH_TYPE, "SECRET_KEY"),
                    FormField.headerText(SECRET),
                    FormField.flag(ACTIVE),
                    FormField.events(EVENTS))
                .meant(URL, "url", "callback_url", "endpoint", "webhook")
                .meant(SECRET, "secret", "webhook_secret", "key", "api_key")
                .meant(ACTIVE, "is_active", "enabled", "status")
                .meant(EVENTS, "events", "event_types", "allowed_events", "event"),
        (fields, base) -> {
          Map<String, @Nullable Object> body = set(fields);
          return HandlerResult.of(() -> body);
        });
  }

  Map<String, @Nullable Object> set(Map<String, ?> fields) {
    String secret = String.valueOf(fields.get(SECRET));
    Webhook webhook =
        new Webhook(
            URI.create(String.valueOf(fields.get(URL))),
            new WebhookSecret(secret),
            !Integer.valueOf(0).equals(fields.get(ACTIVE)),
            events(fields));
    events.replaceWebhook(webhook);
    return Json.object(
        "status",
        200,
        "error",
        null,
        "messages",
        Map.of("success", List.of("Cập nhật cấu hình webhook thành công"), "error", List.of()),
        "data",
        body(webhook, secret));
  }

  /**
   * SePay rejects one of the two spellings of an event: here, the one that this hub does not use.
   */
  private Set<EventName> events(Map<String, ?> fields) {
    if (fields.containsKey(EVENTS) && fields.get(EVENTS) == null) {
      return EnumSet.noneOf(EventName.class);
    }
    if (!(fields.get(EVENTS) instanceof List<?> names) || names.contains("*")) {
      return EnumSet.allOf(EventName.class);
    }
    Set<EventName> allowed = EnumSet.noneOf(EventName.class);
    for (Object name : names) {
      EventName event = EventName.of(name.toString());
      if (!spelling(event).equals(name)) {
        String problem = "has an unknown event " + name + "; use *, or " + spelling(event);
        throw ErrorResponse.invalid(Map.of(EVENTS, problem), problem);
      }
      allowed.add(event);
    }
    return allowed;
  }

  private String spelling(EventName event) {
    return event.spelling(settings.usesInactivedSpelling());
  }

  private Map<String, @Nullable Object> body(Webhook webhook, String secret) {
    boolean isAll = webhook.events().size() == EventName.values().length;
    return Json.object(
        URL,
        webhook.url().toString(),
        AUTH_TYPE,
        "SECRET_KEY",
        SECRET,
        secret,
        "request_content_type",
        "application/json",
        ACTIVE,
        webhook.active() ? 1 : 0,
        EVENTS,
        isAll ? List.of("*") : webhook.events().stream().map(this::spelling).toList());
  }

  private static String masked(String secret) {
    return "***" + (secret.length() > SHOWN ? secret.substring(secret.length() - SHOWN) : "");
  }
}
