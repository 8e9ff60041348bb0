package io.github.bankhub.feign.internal.call;

/** What the circuit breaker counts for an attempt. */
public enum CircuitSignal {
  /** The service failed. */
  FAILURE,
  /** The service responded, and did not fail. */
  SUCCESS,
  /** Nothing is known about the service, or the attempt was counted already. */
  IGNORE
}
