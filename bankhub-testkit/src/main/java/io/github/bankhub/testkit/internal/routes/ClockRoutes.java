package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.Control;
import java.util.List;
import java.util.Map;

/** The clock of the hub. */
final class ClockRoutes {

  private final Control control;

  ClockRoutes(Control control) {
    this.control = control;
  }

  void addTo(ControlRouter routes) {
    routes.get("/clock", fields -> now());
    routes.post("/clock", List.of("advance", "until_idle"), this::advance);
  }

  private Map<String, String> now() {
    return Map.of("now", control.clock().instant().toString());
  }

  /** Moves the clock. Responds when every webhook that is due by then was sent. */
  private Map<String, String> advance(ControlFields fields) {
    if (fields.has("advance") == fields.has("until_idle")) {
      throw new IllegalArgumentException("give either advance or until_idle");
    }
    if (fields.has("advance")) {
      control.clock().advance(fields.duration("advance"));
      control.webhooks().settle();
    } else {
      fields.requireTrue("until_idle");
      control.webhooks().runUntilIdle();
    }
    return now();
  }
}
