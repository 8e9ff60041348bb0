package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.internal.service.PactStates;
import java.util.List;
import java.util.Map;

/** The state-change URL for Pact verifiers of any language. */
record PactStateRoutes(PactStates states) {

  private static final String SETUP = "setup";
  private static final String TEARDOWN = "teardown";

  /** Old verifiers also send the consumer, and the list of all states. */
  private static final List<String> FIELDS =
      List.of("state", "params", "action", "consumer", "states");

  void addTo(ControlRouter routes) {
    routes.post("/pact-state", FIELDS, this::change);
  }

  private Map<String, Object> change(ControlFields fields) {
    String state = fields.text("state");
    switch (fields.optional("action", fields::text).orElse(SETUP)) {
      case SETUP -> states.setUp(state, parameters(fields));
      case TEARDOWN -> states.tearDown(state);
      default -> throw fields.wrong("action", SETUP + " or " + TEARDOWN);
    }
    return Map.of();
  }

  /** A verifier sends null, or nothing, for a state without parameters. */
  private static Map<String, ?> parameters(ControlFields fields) {
    Object value = fields.values().get("params");
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Map<?, ?>) {
      @SuppressWarnings("unchecked") // Each key of a JSON object is a text.
      Map<String, ?> parameters = (Map<String, ?>) value;
      return parameters;
    }
    throw fields.wrong("params", "an object");
  }
}
