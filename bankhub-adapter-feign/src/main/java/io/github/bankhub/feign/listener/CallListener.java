package io.github.bankhub.feign.listener;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;

/**
 * A hook for whatever is to be counted, measured or written down.
 *
 * <p>Must be safe for any number of threads, and quick: it runs on the thread that calls. What it
 * throws is logged and otherwise ignored. It is given no secret.
 */
public interface CallListener {

  /**
   * An HTTP request has ended, with an answer or without.
   *
   * @param operation the call
   * @param attempt which attempt of the call it was, from 1
   * @param httpStatus the status of the answer, or 0 if none came
   * @param elapsed how long it took
   */
  default void attempted(Operation operation, int attempt, int httpStatus, Duration elapsed) {}

  /**
   * A call has succeeded. An access token that was at hand is no call.
   *
   * @param operation the call
   * @param attempts how many HTTP requests it took, those for an access token not counted
   * @param elapsed how long it took, waiting included
   */
  default void succeeded(Operation operation, int attempts, Duration elapsed) {}

  /**
   * A call has failed. A call for want of an access token tells twice: of that one, and of itself;
   * if that one was another call's, which it shared, of itself alone.
   *
   * @param failure what its caller is given; {@code failure.call()} has operation, attempts and
   *     time
   */
  default void failed(BankHubException failure) {}

  /**
   * The circuit breaker of the hub's host has changed. Of one in a shared registry that is not
   * closed when the hub is made, this tells too: from its state to the same. Nothing is told once
   * the hub is closed.
   *
   * @param from the state that it was in, such as {@code CLOSED}
   * @param to the state that it is in, such as {@code OPEN} or {@code HALF_OPEN}
   */
  default void circuitChanged(String from, String to) {}
}
