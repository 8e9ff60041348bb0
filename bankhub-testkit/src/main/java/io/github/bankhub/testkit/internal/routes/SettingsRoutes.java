package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.delivery.Deliveries;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.BankRejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The clock of the hub, and the settings for what SePay's documentation leaves open. */
record SettingsRoutes(BankHubService service, Deliveries deliveries) {

  private static final List<Setting<?>> SETTINGS =
      List.of(
          new Setting<>(
              "error_style",
              SettingsRoutes::errorStyle,
              TestSettings::setErrorStyle,
              TestSettings::errorStyle),
          new Setting<>(
              "link_token_lifetime",
              ControlFields::lifetime,
              TestSettings::setLinkTokenLifetime,
              TestSettings::linkTokenLifetime),
          new Setting<>(
              "session_lifetime",
              ControlFields::lifetime,
              TestSettings::setSessionLifetime,
              TestSettings::sessionLifetime),
          new Setting<>(
              "access_token_lifetime",
              ControlFields::lifetime,
              TestSettings::setAccessTokenLifetime,
              TestSettings::accessTokenLifetime),
          new Setting<>(
              "history_size",
              (fields, field) -> TestSettings.checkHistorySize(fields.number(field)),
              TestSettings::setHistorySize,
              TestSettings::historySize),
          new Setting<>(
              "ignore_unknown_fields",
              ControlFields::flag,
              TestSettings::setIgnoresUnknownFields,
              TestSettings::ignoresUnknownFields),
          new Setting<>(
              "unlinking_inactivates",
              ControlFields::flag,
              TestSettings::setInactivates,
              TestSettings::inactivates),
          new Setting<>(
              "use_inactived_spelling",
              ControlFields::flag,
              TestSettings::setInactivedSpelling,
              TestSettings::usesInactivedSpelling),
          new Setting<>(
              "reject_next",
              SettingsRoutes::rejection,
              TestSettings::rejectNext,
              settings -> settings.nextRejection().orElse(null)));

  void addTo(ControlRouter routes) {
    routes.get("/clock", fields -> now());
    routes.post("/clock", List.of("advance", "until_idle"), this::advance);
    routes.get("/settings", fields -> service.with(state -> current(state.settings())));
    routes.post("/settings", SETTINGS.stream().map(Setting::field).toList(), this::update);
  }

  private Map<String, String> now() {
    return Map.of("now", service.clock().instant().toString());
  }

  /** Moves the clock. Responds when every webhook and IPN that is due by then was sent. */
  private Map<String, String> advance(ControlFields fields) {
    if (fields.has("advance") == fields.has("until_idle")) {
      throw new IllegalArgumentException("give either advance or until_idle");
    }
    if (fields.has("advance")) {
      service.clock().advance(fields.duration("advance"));
      deliveries.awaitDue();
    } else {
      fields.requireTrue("until_idle");
      deliveries.runUntilIdle();
    }
    return now();
  }

  /** A setting without a value is left out. */
  private static Map<String, Object> current(TestSettings settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : SETTINGS) {
      Object value = setting.getter().apply(settings);
      if (value != null) {
        values.put(
            setting.field(),
            value instanceof Boolean || value instanceof Integer ? value : value.toString());
      }
    }
    return values;
  }

  /** Reads all fields before it changes a setting, so that a wrong field changes nothing. */
  private Map<String, Object> update(ControlFields fields) {
    List<Consumer<TestSettings>> changes =
        SETTINGS.stream()
            .filter(setting -> fields.has(setting.field()))
            .map(setting -> setting.read(fields))
            .toList();
    service.change(state -> changes.forEach(change -> change.accept(state.settings())));
    return Map.of();
  }

  private static ErrorStyle errorStyle(ControlFields fields, String field) {
    return fields.oneOf(field, List.of(ErrorStyle.values()));
  }

  private static BankRejection rejection(ControlFields fields, String field) {
    return fields.oneOf(field, List.of(BankRejection.values()));
  }

  private record Setting<T>(
      String field,
      BiFunction<ControlFields, String, T> reader,
      BiConsumer<TestSettings, T> setter,
      Function<TestSettings, @Nullable T> getter) {

    Consumer<TestSettings> read(ControlFields fields) {
      T value = reader.apply(fields, field);
      return settings -> setter.accept(settings, value);
    }
  }
}
