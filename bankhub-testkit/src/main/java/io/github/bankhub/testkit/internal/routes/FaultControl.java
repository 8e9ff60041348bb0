package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The part of the control by HTTP that is about faults. */
final class FaultControl {

  static final List<String> FIELDS =
      List.of("scenario", "operation", "times", "every", "until", "always", "retry_after_seconds");

  private static final Set<String> HOW_OFTEN = Set.of("times", "every", "until", "always");

  private final BankHubService engine;

  FaultControl(BankHubService engine) {
    this.engine = engine;
  }

  Map<String, Object> shown() {
    return JsonBodies.inOrder("scenarios", catalogue(), "in_force", inForce());
  }

  Map<String, Object> cleared() {
    engine.clearFaults();
    return Map.of("in_force", inForce());
  }

  Map<String, Object> inject(ControlFields fields) {
    Fault fault = often(fields.oneOf("scenario", List.of(FaultScenario.values())), fields);
    if (fields.has("operation")) {
      fault = fault.on(fields.oneOf("operation", List.of(Operation.values())));
    }
    if (fields.has("retry_after_seconds")) {
      fault = fault.retryAfter(Duration.ofSeconds(seconds(fields)));
    }
    engine.inject(fault);
    return Map.of("in_force", inForce());
  }

  private List<String> inForce() {
    return engine.faults().stream().map(Fault::toString).toList();
  }

  private static List<Map<String, String>> catalogue() {
    return Arrays.stream(FaultScenario.values())
        .map(
            scenario -> {
              Map<String, String> entry = new LinkedHashMap<>();
              entry.put("scenario", scenario.name());
              entry.put("what", scenario.what());
              entry.put("place", scenario.place().name());
              entry.put("effect", scenario.effect().name());
              return entry;
            })
        .toList();
  }

  private Fault often(FaultScenario scenario, ControlFields fields) {
    Set<String> given = new TreeSet<>(HOW_OFTEN);
    given.retainAll(fields.names());
    if (given.size() > 1) {
      throw new IllegalArgumentException("give one of " + given);
    }
    return switch (given.isEmpty() ? "" : given.iterator().next()) {
      case "times" -> scenario.times(fields.number("times"));
      case "every" -> scenario.every(fields.number("every"));
      case "until" -> scenario.until(instant(fields));
      case "always" -> always(scenario, fields);
      default -> scenario.once();
    };
  }

  private static int seconds(ControlFields fields) {
    int seconds = fields.number("retry_after_seconds");
    if (seconds < 0) {
      throw fields.wrong("retry_after_seconds", "0 or more");
    }
    return seconds;
  }

  private static Fault always(FaultScenario scenario, ControlFields fields) {
    if (!Boolean.TRUE.equals(fields.values().get("always"))) {
      throw fields.wrong("always", "true");
    }
    return scenario.always();
  }

  private Instant instant(ControlFields fields) {
    try {
      return Instant.parse(fields.text("until"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw fields.wrong(
          "until", "an instant after %s, as it is here".formatted(engine.clock().instant()));
    }
  }
}
