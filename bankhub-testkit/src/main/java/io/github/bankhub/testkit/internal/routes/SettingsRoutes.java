package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.delivery.WebhookDispatcher;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.BankRejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The clock of the hub, and the settings for what SePay's documentation leaves open. */
record SettingsRoutes(BankHubService service, WebhookDispatcher dispatcher) {

  private static final List<String> FIELDS =
      List.of(
          "error_style",
          "link_token_lifetime",
          "session_lifetime",
          "access_token_lifetime",
          "unlinking_inactivates",
          "use_inactived_spelling",
          "reject_next");

  void addTo(ControlRouter routes) {
    routes.get("/clock", fields -> now());
    routes.post("/clock", List.of("advance", "until_idle"), this::advance);
    routes.post("/settings", FIELDS, this::update);
  }

  private Map<String, String> now() {
    return Map.of("now", service.clock().instant().toString());
  }

  /** Moves the clock. Responds when every webhook that is due by then was sent. */
  private Map<String, String> advance(ControlFields fields) {
    if (fields.has("advance") == fields.has("until_idle")) {
      throw new IllegalArgumentException("give either advance or until_idle");
    }
    if (fields.has("advance")) {
      service.clock().advance(fields.duration("advance"));
      dispatcher.settle();
    } else {
      fields.requireTrue("until_idle");
      dispatcher.runUntilIdle();
    }
    return now();
  }

  /** Reads all fields before it changes a setting, so that a wrong field changes nothing. */
  private Map<String, Object> update(ControlFields fields) {
    Update update = new Update(fields, new ArrayList<>());
    update.read("error_style", SettingsRoutes::errorStyle, TestSettings::setErrorStyle);
    update.read("link_token_lifetime", ControlFields::lifetime, TestSettings::setLinkTokenLifetime);
    update.read("session_lifetime", ControlFields::lifetime, TestSettings::setSessionLifetime);
    update.read(
        "access_token_lifetime", ControlFields::lifetime, TestSettings::setAccessTokenLifetime);
    update.read("unlinking_inactivates", ControlFields::flag, TestSettings::setInactivates);
    update.read("use_inactived_spelling", ControlFields::flag, TestSettings::setInactivedSpelling);
    update.read("reject_next", SettingsRoutes::rejection, TestSettings::rejectNext);
    service.change(state -> update.changes().forEach(change -> change.accept(state.settings())));
    return Map.of();
  }

  private static ErrorStyle errorStyle(ControlFields fields, String field) {
    return fields.oneOf(field, List.of(ErrorStyle.values()));
  }

  private static BankRejection rejection(ControlFields fields, String field) {
    return fields.oneOf(field, List.of(BankRejection.values()));
  }

  private record Update(ControlFields fields, List<Consumer<TestSettings>> changes) {

    <T> void read(
        String field,
        BiFunction<ControlFields, String, T> reader,
        BiConsumer<TestSettings, T> setter) {
      if (fields.has(field)) {
        T value = reader.apply(fields, field);
        changes.add(settings -> setter.accept(settings, value));
      }
    }
  }
}
