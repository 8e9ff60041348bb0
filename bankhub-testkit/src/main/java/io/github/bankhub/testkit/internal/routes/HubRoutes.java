package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates and drops named hubs, so that parallel tests share one port. */
record HubRoutes(NamedHubs hubs) {

  private static final String NAME = "[A-Za-z0-9_-]{1,64}";

  void addTo(ControlRouter routes) {
    routes.list("/hubs", "hubs", hubs::names, HubRoutes::hub);
    routes.create("/hubs", List.of("name", "clock", "seed"), this::create);
    routes.delete("/hubs/{name}", this::drop);
  }

  private static Map<String, @Nullable Object> hub(String name) {
    return Json.object("name", name, "path", NamedHubs.ROOT + name);
  }

  private Map<String, @Nullable Object> create(ControlFields fields) {
    String name = fields.text("name");
    if (!name.matches(NAME)) {
      throw fields.wrong("name", "1 to 64 letters, digits, - and _");
    }
    ClientCredentials credentials =
        hubs.create(
            name,
            fields.optional("clock", field -> clock(fields, field)),
            fields.optional("seed", field -> Long.valueOf(fields.number(field))));
    Map<String, @Nullable Object> created = hub(name);
    created.put("client_id", credentials.clientId());
    created.put("client_secret", credentials.clientSecret().reveal());
    return created;
  }

  private static TestClock clock(ControlFields fields, String field) {
    try {
      String text = fields.text(field);
      return text.equals("system") ? TestClock.ticking() : TestClock.fixed(Instant.parse(text));
    } catch (DateTimeException e) {
      throw fields.wrong(field, "system, or an instant such as 2026-01-31T03:30:00Z");
    }
  }

  private Map<String, Object> drop(ControlFields fields) {
    hubs.drop(String.valueOf(fields.path().get("name")));
    return Map.of();
  }
}
