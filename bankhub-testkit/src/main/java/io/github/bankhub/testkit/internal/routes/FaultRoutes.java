package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The faults of calls. */
final class FaultRoutes {

  private static final List<String> FIELDS =
      List.of("scenario", "operation", "times", "every", "until", "always", "retry_after_seconds");

  private final BankHubService service;

  FaultRoutes(BankHubService service) {
    this.service = service;
  }

  void addTo(ControlRouter routes) {
    routes.get(
        "/faults", fields -> Json.object("scenarios", catalogue(), "in_force", activeFaults()));
    routes.create("/faults", FIELDS, this::inject);
    routes.delete("/faults", fields -> clear());
  }

  private Map<String, Object> inject(ControlFields fields) {
    Fault fault = fault(fields);
    if (fields.has("operation")) {
      fault = fault.on(fields.oneOf("operation", List.of(Operation.values())));
    }
    if (fields.has("retry_after_seconds")) {
      fault = fault.retryAfter(retryAfter(fields));
    }
    service.inject(fault);
    return Map.of("in_force", activeFaults());
  }

  private Map<String, Object> clear() {
    service.clearFaults();
    return Map.of("in_force", activeFaults());
  }

  private List<String> activeFaults() {
    return service.faults().stream().map(Fault::toString).toList();
  }

  private static List<Map<String, Object>> catalogue() {
    return Arrays.stream(FaultScenario.values())
        .map(
            scenario ->
                Json.object(
                    "scenario", scenario.name(),
                    "what", scenario.what(),
                    "phase", scenario.phase().name(),
                    "effect", scenario.effect().name()))
        .toList();
  }

  private Fault fault(ControlFields fields) {
    FaultScenario scenario = fields.oneOf("scenario", List.of(FaultScenario.values()));
    fields.requireAtMostOneOf("times", "every", "until", "always");
    if (fields.has("times")) {
      return scenario.times(fields.number("times"));
    }
    if (fields.has("every")) {
      return scenario.every(fields.number("every"));
    }
    if (fields.has("until")) {
      return scenario.until(until(fields));
    }
    if (fields.has("always")) {
      fields.requireTrue("always");
      return scenario.always();
    }
    return scenario.once();
  }

  private static Duration retryAfter(ControlFields fields) {
    int seconds = fields.number("retry_after_seconds");
    if (seconds < 0) {
      throw fields.wrong("retry_after_seconds", "0 or more");
    }
    return Duration.ofSeconds(seconds);
  }

  private Instant until(ControlFields fields) {
    try {
      return Instant.parse(fields.text("until"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw fields.wrong(
          "until", "an instant after %s, the hub's time".formatted(service.clock().instant()));
    }
  }
}
