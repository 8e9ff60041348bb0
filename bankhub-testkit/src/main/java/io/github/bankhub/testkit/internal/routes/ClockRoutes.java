package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.delivery.WebhookDispatcher;
import java.util.List;
import java.util.Map;

/** The clock of the hub. */
final class ClockRoutes {

  private final TestClock clock;
  private final WebhookDispatcher dispatcher;

  ClockRoutes(TestClock clock, WebhookDispatcher dispatcher) {
    this.clock = clock;
    this.dispatcher = dispatcher;
  }

  void addTo(ControlRouter routes) {
    routes.get("/clock", fields -> now());
    routes.post("/clock", List.of("advance", "until_idle"), this::advance);
  }

  private Map<String, String> now() {
    return Map.of("now", clock.instant().toString());
  }

  /** Moves the clock. Responds when every webhook that is due by then was sent. */
  private Map<String, String> advance(ControlFields fields) {
    if (fields.has("advance") == fields.has("until_idle")) {
      throw new IllegalArgumentException("give either advance or until_idle");
    }
    if (fields.has("advance")) {
      clock.advance(fields.duration("advance"));
      dispatcher.awaitDeliveries();
    } else {
      fields.requireTrue("until_idle");
      dispatcher.runUntilIdle();
    }
    return now();
  }
}
