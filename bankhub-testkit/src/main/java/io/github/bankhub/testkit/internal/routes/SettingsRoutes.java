package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.BankRejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final Control control;

  SettingsRoutes(Control control) {
    this.control = control;
  }

  void addTo(ControlRouter routes) {
    routes.post("/switches", FIELDS, this::update);
  }

  /** Reads all fields before it changes a setting, so that a wrong field changes nothing. */
  private Map<String, Object> update(ControlFields fields) {
    Update update = new Update(fields, new ArrayList<>());
    update.oneOf("error_style", List.of(ErrorStyle.values()), control::errorStyle);
    update.lifetime("link_token_life", control::linkTokenLifetime);
    update.lifetime("session_life", control::sessionLifetime);
    update.lifetime("access_token_life", control::accessTokenLifetime);
    update.flag("unlinking_inactivates", control::unlinkingInactivates);
    update.flag("spell_inactived", control::useInactivedSpelling);
    update.oneOf("refuse_next", List.of(BankRejection.values()), control::rejectNext);
    update.changes().forEach(Runnable::run);
    return Map.of();
  }

  private record Update(ControlFields fields, List<Runnable> changes) {

    <E extends Enum<E>> void oneOf(String field, List<E> choices, Consumer<E> setting) {
      if (fields.has(field)) {
        set(setting, fields.oneOf(field, choices));
      }
    }

    void flag(String field, Consumer<Boolean> setting) {
      if (fields.has(field)) {
        set(setting, fields.flag(field));
      }
    }

    void lifetime(String field, Consumer<Duration> setting) {
      if (fields.has(field)) {
        Duration lifetime = fields.duration(field);
        if (lifetime.toSeconds() < 1) {
          throw fields.wrong(field, "PT1S or more");
        }
        set(setting, lifetime);
      }
    }

    private <T> void set(Consumer<T> setting, T value) {
      changes.add(() -> setting.accept(value));
    }
  }
}
