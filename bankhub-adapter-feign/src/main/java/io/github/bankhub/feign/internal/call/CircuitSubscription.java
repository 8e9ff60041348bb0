package io.github.bankhub.feign.internal.call;

import static io.github.bankhub.feign.internal.Logging.LOG;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The subscription of one hub to the state of its circuit breaker.
 *
 * <p>Hubs may share a circuit, which outlives them, and Resilience4j removes no event consumer. So
 * each circuit gets one consumer, which notifies the hubs that are open.
 *
 * @param events the events of the hub
 * @param subscribers the events of all hubs that share the circuit
 */
record CircuitSubscription(CallEvents events, Set<CallEvents> subscribers) {

  private static final Map<CircuitBreaker, Set<CallEvents>> SUBSCRIBERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Subscribes, and reports the present state unless it is closed. */
  static CircuitSubscription subscribe(CircuitBreaker circuit, CallEvents events) {
    Set<CallEvents> subscribers =
        SUBSCRIBERS.computeIfAbsent(circuit, CircuitSubscription::subscribers);
    subscribers.add(events);
    State state = circuit.getState();
    if (state != State.CLOSED) {
      events.circuitChanged(state.name(), state.name());
    }
    return new CircuitSubscription(events, subscribers);
  }

  void cancel() {
    subscribers.remove(events);
  }

  private static Set<CallEvents> subscribers(CircuitBreaker circuit) {
    Set<CallEvents> subscribers =
        Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    circuit
        .getEventPublisher()
        .onStateTransition(
            event ->
                publish(event.getCircuitBreakerName(), event.getStateTransition(), subscribers));
    return subscribers;
  }

  private static void publish(String circuit, StateTransition change, Set<CallEvents> subscribers) {
    String from = change.getFromState().name();
    String to = change.getToState().name();
    LOG.log(Level.WARNING, "The circuit breaker {0} went from {1} to {2}", circuit, from, to);
    List.copyOf(subscribers).forEach(events -> events.circuitChanged(from, to));
  }
}
