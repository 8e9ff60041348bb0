package io.github.bankhub.feign.listener;

import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;

/**
 * A listener of the events of calls, for metrics, traces, audit tables or logs.
 *
 * <p>An implementation must be thread-safe and fast: it runs on the thread of the call. Its
 * exceptions are logged and ignored. It receives no secret.
 *
 * <p>It must not call the hub that it listens to: each of these calls is an event too, and so on. A
 * call during the request for an access token fails, because it needs that token.
 */
public interface CallListener {

  /**
   * An HTTP request has ended, with a response or without.
   *
   * @param operation the operation
   * @param attempt the number of the attempt in its call, from 1
   * @param httpStatus the status of the response, or 0 without one
   * @param elapsed how long the request took
   */
  default void attempted(Operation operation, int attempt, int httpStatus, Duration elapsed) {}

  /**
   * A call has ended, with a success or a failure. Using a cached access token is not a call.
   *
   * <p>A call that fails because no token could be obtained is reported twice: for the token
   * request and for the call. If another call made the token request, it is reported once, for the
   * call.
   *
   * @param call what was called, with which outcome
   */
  default void completed(CallRecord call) {}

  /**
   * The circuit breaker of the hub's host has changed its state. A hub that is built on a shared
   * circuit reports the state immediately if it is not closed; {@code from} and {@code to} are
   * equal then. A closed hub reports nothing.
   *
   * @param from the old state, such as {@code CLOSED}
   * @param to the new state, such as {@code OPEN} or {@code HALF_OPEN}
   */
  default void circuitChanged(String from, String to) {}
}
