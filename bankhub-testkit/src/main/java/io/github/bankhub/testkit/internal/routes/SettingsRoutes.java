package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.BankRejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The settings of the hub: what SePay's documentation leaves open. */
final class SettingsRoutes {

  private static final List<String> FIELDS =
      List.of(
          "error_style",
          "link_token_life",
          "session_life",
          "access_token_life",
          "unlinking_inactivates",
          "spell_inactived",
          "refuse_next");

  private final BankHubService service;

  SettingsRoutes(BankHubService service) {
    this.service = service;
  }

  void addTo(ControlRouter routes) {
    routes.post("/switches", FIELDS, this::update);
  }

  /** Reads all fields before it changes a setting, so that a wrong field changes nothing. */
  private Map<String, Object> update(ControlFields fields) {
    Update update = new Update(fields, new ArrayList<>());
    update.oneOf("error_style", List.of(ErrorStyle.values()), TestSettings::setErrorStyle);
    update.lifetime("link_token_life", TestSettings::setLinkTokenLifetime);
    update.lifetime("session_life", TestSettings::setSessionLifetime);
    update.lifetime("access_token_life", TestSettings::setAccessTokenLifetime);
    update.flag("unlinking_inactivates", TestSettings::setInactivates);
    update.flag("spell_inactived", TestSettings::setInactivedSpelling);
    update.oneOf("refuse_next", List.of(BankRejection.values()), TestSettings::rejectNext);
    service.change(state -> update.changes().forEach(change -> change.accept(state.settings())));
    return Map.of();
  }

  private record Update(ControlFields fields, List<Consumer<TestSettings>> changes) {

    <E extends Enum<E>> void oneOf(
        String field, List<E> choices, BiConsumer<TestSettings, E> setter) {
      if (fields.has(field)) {
        set(setter, fields.oneOf(field, choices));
      }
    }

    void flag(String field, BiConsumer<TestSettings, Boolean> setter) {
      if (fields.has(field)) {
        set(setter, fields.flag(field));
      }
    }

    void lifetime(String field, BiConsumer<TestSettings, Duration> setter) {
      if (fields.has(field)) {
        Duration lifetime = fields.duration(field);
        if (lifetime.toSeconds() < 1) {
          throw fields.wrong(field, "PT1S or more");
        }
        set(setter, lifetime);
      }
    }

    private <T> void set(BiConsumer<TestSettings, T> setter, T value) {
      changes.add(settings -> setter.accept(settings, value));
    }
  }
}
