package io.github.bankhub.feign.pact;

import au.com.dius.pact.consumer.dsl.PactBuilder;
import java.util.Map;

/** A state of the service that an interaction needs. */
record PactState(String name, Map<String, ?> parameters) {

  static PactState of(String name) {
    return new PactState(name, Map.of());
  }

  PactBuilder in(PactBuilder pact) {
    return parameters.isEmpty() ? pact.given(name) : pact.given(name, parameters);
  }
}
