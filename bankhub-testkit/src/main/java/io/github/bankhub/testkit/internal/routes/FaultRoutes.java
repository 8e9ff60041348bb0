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
      List.of(
          "scenario",
          "operation",
          "operations",
          "times",
          "every",
          "until",
          "always",
          "retry_after_seconds");

  void addTo(ControlRouter routes) {
    routes.get("/faults", fields -> catalogue());
    routes.create("/faults", FIELDS, this::inject);
    routes.delete("/faults", fields -> clear());
  }

  private Map<String, @Nullable Object> inject(ControlFields fields) {
    Fault fault = on(operations(fields), fault(fields));
    if (fields.has("retry_after_seconds")) {
      fault = fault.retryAfter(retryAfter(fields));
    }
    service.inject(fault);
    return active();
  }

  private static List<Operation> operations(ControlFields fields) {
    fields.requireAtMostOneOf("operation", "operations");
    List<Operation> all = List.of(Operation.values());
    return fields.has("operation")
        ? List.of(fields.oneOf("operation", all))
        : fields.optional("operations", field -> fields.someOf(field, all)).orElse(List.of());
  }

  private static Fault on(List<Operation> operations, Fault fault) {
    return operations.isEmpty()
        ? fault
        : fault.on(operations.get(0), operations.toArray(new Operation[0]));
  }

  private Map<String, @Nullable Object> clear() {
    service.clearFaults();
    return active();
  }

  private Map<String, @Nullable Object> active() {
    return Json.object("in_force", service.faults().stream().map(FaultRoutes::of).toList());
  }

  /** The fields that inject the same fault. */
  private static Map<String, @Nullable Object> of(Fault fault) {
    Map<String, @Nullable Object> fields = Json.object("scenario", fault.scenario().name());
    if (fault.operations().size() < Operation.values().length) {
      fields.put("operations", fault.operations().stream().map(Operation::name).toList());
    }
    if (fault.until().isPresent()) {
      fields.put("until", fault.until().get().toString());
    } else if (fault.times().isPresent()) {
      fields.put("times", fault.times().getAsInt());
    } else if (fault.every() > 1) {
      fields.put("every", fault.every());
    } else {
      fields.put("always", true);
    }
    if (fault.scenario().expectedFailure().hasRetryAfter()) {
      fields.put("retry_after_seconds", fault.retryAfter().toSeconds());
    }
    return fields;
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
