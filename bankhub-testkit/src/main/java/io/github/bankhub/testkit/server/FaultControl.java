package io.github.bankhub.testkit.server;

import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.Refusal;
import io.github.bankhub.testkit.internal.Refusal.Kind;
import io.github.bankhub.testkit.internal.State;
import io.github.bankhub.testkit.server.OfflineWire.Answer;
import io.github.bankhub.testkit.server.OfflineWire.Request;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Faults by HTTP, under a path that is none of SePay's. */
final class FaultControl {

  private static final String ROOT = "/_testkit/";
  private static final String PATH = ROOT + "faults";

  /** The methods that the path takes. */
  static final String METHODS = "GET, POST, DELETE";

  private static final Set<String> HOW_OFTEN = Set.of("times", "every", "until", "always");
  private static final Set<String> FIELDS =
      Set.of("scenario", "operation", "times", "every", "until", "always", "retry_after_seconds");

  private final Engine engine;

  FaultControl(Engine engine) {
    this.engine = engine;
  }

  static boolean isAt(String path) {
    return path.startsWith(ROOT);
  }

  Answer answer(String method, String path, Request request) {
    if (!path.equals(PATH)) {
      throw Refusal.of(Kind.NO_SUCH_PATH, "faults are controlled at " + PATH);
    }
    return switch (method) {
      case "GET" -> OfflineWire.json(200, Map.of("scenarios", catalogue(), "in_force", inForce()));
      case "POST" -> {
        inject(OfflineWire.jsonFields(request));
        yield OfflineWire.json(201, Map.of("in_force", inForce()));
      }
      case "DELETE" -> {
        engine.clearFaults();
        yield OfflineWire.json(200, Map.of("in_force", inForce()));
      }
      default -> throw Refusal.of(Kind.WRONG_METHOD, "use " + METHODS);
    };
  }

  private List<String> inForce() {
    return engine.with(State::faults).stream().map(Fault::toString).toList();
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

  private void inject(Map<String, Object> fields) {
    Set<String> unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw wrong(unknown + " is unknown; the fields are " + new TreeSet<>(FIELDS));
    }
    try {
      Fault fault = often(oneOf(FaultScenario.class, "scenario", fields), fields);
      if (fields.containsKey("operation")) {
        fault = fault.on(oneOf(Operation.class, "operation", fields));
      }
      if (fields.containsKey("retry_after_seconds")) {
        fault = fault.retryAfter(Duration.ofSeconds(seconds(fields)));
      }
      engine.inject(fault);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Fault often(FaultScenario scenario, Map<String, Object> fields) {
    Set<String> given = new TreeSet<>(HOW_OFTEN);
    given.retainAll(fields.keySet());
    if (given.size() > 1) {
      throw wrong("give one of " + given);
    }
    return switch (given.isEmpty() ? "" : given.iterator().next()) {
      case "times" -> scenario.times(number("times", fields));
      case "every" -> scenario.every(number("every", fields));
      case "until" -> scenario.until(instant(fields));
      case "always" -> always(scenario, fields);
      default -> scenario.once();
    };
  }

  private static <E extends Enum<E>> E oneOf(
      Class<E> type, String field, Map<String, Object> fields) {
    List<E> all = List.of(type.getEnumConstants());
    // By name: an operation prints its method and path.
    List<String> names = all.stream().map(Enum::name).toList();
    return all.stream()
        .filter(constant -> constant.name().equals(fields.get(field)))
        .findFirst()
        .orElseThrow(
            () -> wrong(field + " is " + fields.get(field) + "; expected one of " + names));
  }

  private static int number(String field, Map<String, Object> fields) {
    @Nullable Object value = fields.get(field);
    if (value instanceof Integer number) {
      return number;
    }
    throw wrong(field + " is " + value + "; expected a whole number");
  }

  private static int seconds(Map<String, Object> fields) {
    int seconds = number("retry_after_seconds", fields);
    if (seconds < 0) {
      throw wrong("retry_after_seconds is " + seconds + "; expected 0 or more");
    }
    return seconds;
  }

  private static Fault always(FaultScenario scenario, Map<String, Object> fields) {
    if (!Boolean.TRUE.equals(fields.get("always"))) {
      throw wrong("always is " + fields.get("always") + "; expected true");
    }
    return scenario.always();
  }

  private Instant instant(Map<String, Object> fields) {
    Object until = fields.get("until");
    try {
      return Instant.parse(String.valueOf(until));
    } catch (DateTimeException e) {
      throw wrong(
          "until is %s; expected an instant after %s, as it is here"
              .formatted(until, engine.clock().instant()));
    }
  }

  private static Refusal wrong(String hint) {
    return Refusal.of(Kind.INVALID, hint);
  }
}
