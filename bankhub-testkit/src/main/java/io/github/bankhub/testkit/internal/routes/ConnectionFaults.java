package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.fault.FaultPhase;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.http.ConnectionFault;
import io.github.bankhub.testkit.internal.http.ConnectionFault.Effect;
import io.github.bankhub.testkit.internal.http.ConnectionFault.Phase;

/** The fault scenarios that need a connection, as the HTTP server produces them. */
public final class ConnectionFaults {

  private ConnectionFaults() {}

  /**
   * {@return the fault of a scenario}
   *
   * @throws IllegalArgumentException if a response can show the scenario
   */
  public static ConnectionFault of(FaultScenario scenario) {
    return new ConnectionFault(scenario.name(), phase(scenario.phase()), effect(scenario));
  }

  private static Phase phase(FaultPhase phase) {
    return switch (phase) {
      case BEFORE_CONNECT, BEFORE_PERFORMING, BEFORE_RESPONSE -> Phase.BEFORE_RESPONSE;
      case IN_HEADERS -> Phase.IN_HEADERS;
      case MID_BODY -> Phase.IN_BODY;
      case AFTER_RESPONSE -> Phase.AFTER_RESPONSE;
      case WHEN_IDLE -> Phase.WHEN_IDLE;
    };
  }

  private static Effect effect(FaultScenario scenario) {
    return switch (scenario) {
      case TRUNCATED_CHUNKS -> Effect.MISSING_LAST_CHUNK;
      case BROKEN_CHUNKS -> Effect.INVALID_CHUNK_LENGTH;
      case LENGTH_NO_NUMBER -> Effect.INVALID_CONTENT_LENGTH;
      case LENGTH_TOO_SHORT -> Effect.SHORT_CONTENT_LENGTH;
      case SECOND_RESPONSE, SECOND_RESPONSE_LATER -> Effect.SECOND_RESPONSE;
      case BYTES_AFTER_BODY -> Effect.BYTES_AFTER_BODY;
      case IDLE_TIMEOUT_408 -> Effect.REQUEST_TIMEOUT;
      default -> commonEffect(scenario);
    };
  }

  private static Effect commonEffect(FaultScenario scenario) {
    return switch (scenario.effect()) {
      // A connection that is open already can only be reset.
      case REFUSE, RESET -> Effect.RESET;
      case CLOSE -> Effect.CLOSE;
      case STALL -> Effect.STALL;
      case DRIBBLE -> Effect.DRIBBLE;
      case FLOOD -> Effect.FLOOD;
      case GARBAGE -> Effect.GARBAGE;
      default -> throw new IllegalArgumentException(scenario + " needs no connection");
    };
  }
}
