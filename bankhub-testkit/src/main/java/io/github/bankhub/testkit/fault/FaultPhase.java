package io.github.bankhub.testkit.fault;

/** The phase of a call in which a fault applies. */
public enum FaultPhase {
  /** There is no connection. */
  BEFORE_CONNECT,
  /** The request has arrived, but is not performed. */
  BEFORE_PERFORMING,
  /** The request has been performed, but no byte of the response is sent. */
  BEFORE_RESPONSE,
  /** The request has been performed; the fault is in the status line or the headers. */
  IN_HEADERS,
  /** The request has been performed; the headers are complete, but the body is not. */
  MID_BODY,
  /** The request has been performed, and the complete response is sent. */
  AFTER_RESPONSE,
  /**
   * The complete response was sent, and the connection is idle. The server waits until the test
   * injects a fault, clears the faults, resets the hub or advances the clock. If the client sends
   * another request before that, the fault has no effect.
   */
  WHEN_IDLE;

  /** {@return whether the service performs the request, even if the response is lost} */
  public boolean isPerformed() {
    return compareTo(BEFORE_RESPONSE) >= 0;
  }
}
