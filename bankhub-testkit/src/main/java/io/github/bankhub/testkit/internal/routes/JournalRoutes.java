package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.util.List;
import java.util.Map;

/** The calls that the hub received. */
final class JournalRoutes {

  private final BankHubService service;

  JournalRoutes(BankHubService service) {
    this.service = service;
  }

  void addTo(ControlRouter routes) {
    routes.get("/journal", fields -> Map.of("calls", calls()));
  }

  private List<Map<String, Object>> calls() {
    return service.with(state -> state.journal().entries()).stream()
        .map(JournalRoutes::fields)
        .toList();
  }

  private static Map<String, Object> fields(JournalEntry entry) {
    Map<String, Object> fields =
        Json.object(
            "at", entry.at().toString(),
            "operation", entry.operation().name(),
            "status", entry.status());
    entry.fault().ifPresent(fault -> fields.put("fault", fault.name()));
    entry.created().ifPresent(created -> fields.put("created", created.value()));
    return fields;
  }
}
