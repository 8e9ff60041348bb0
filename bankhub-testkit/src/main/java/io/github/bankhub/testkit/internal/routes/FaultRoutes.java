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
import org.jspecify.annotations.Nullable;

/** The faults of calls. */
record FaultRoutes(BankHubService service) {

  private static final List<String> FIELDS =
      List.of("scenario", "operation", "times", "every", "until", "always", "retry_after_seconds");

  void addTo(ControlRouter routes) {
    routes.get("/faults", fields -> catalogue());
    routes.create("/faults", FIELDS, this::inject);
    routes.delete("/faults", fields -> clear());
  }

  private Map<String, @Nullable Object> inject(ControlFields fields) {
    Fault fault = fault(fields);
    if (fields.has("operation")) {
      fault = fault.on(fields.oneOf("operation", List.of(Operation.values())));
    }
    if (fields.has("retry_after_seconds")) {
      fault = fault.retryAfter(retryAfter(fields));
    }
    service.inject(fault);
    return active();
  }

  private Map<String, @Nullable Object> clear() {
    service.clearFaults();
    return active();
  }

  private Map<String, @Nullable Object> active() {
    return Json.object("in_force", service.faults().stream().map(Fault::toString).toList());
  }

  private Map<String, @Nullable Object> catalogue() {
    Map<String, @Nullable Object> catalogue = active();
    catalogue.put("scenarios", Arrays.stream(FaultScenario.values()).map(FaultRoutes::of).toList());
    return catalogue;
  }

  private static Map<String, @Nullable Object> of(FaultScenario scenario) {
    return Json.object(
        "scenario", scenario.name(),
        "what", scenario.what(),
        "phase", scenario.phase().name(),
        "effect", scenario.effect().name());
  }

  private Fault fault(ControlFields fields) {
    FaultScenario scenario = fields.oneOf("scenario", List.of(FaultScenario.values()));
    fields.requireAtMostOneOf("times", "every", "until", "always");
    if (scenario == FaultScenario.CONNECTION_REFUSED && !fields.has("until")) {
      throw new IllegalArgumentException(
          "CONNECTION_REFUSED needs until: it closes this port too, so no request could end it");
    }
    if (fields.has("always")) {
      fields.requireTrue("always");
      return scenario.always();
    }
    return fields
        .optional("times", fields::number)
        .map(scenario::times)
        .or(() -> fields.optional("every", fields::number).map(scenario::every))
        .or(() -> fields.optional("until", field -> until(fields)).map(scenario::until))
        .orElseGet(scenario::once);
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
