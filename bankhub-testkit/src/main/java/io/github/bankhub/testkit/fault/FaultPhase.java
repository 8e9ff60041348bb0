package io.github.bankhub.testkit.fault;

/** Where in the course of a call a fault strikes. */
public enum FaultPhase {
  /** There is no connection. */
  BEFORE_CONNECT,
  /** The request has arrived, and is not performed. */
  BEFORE_PERFORMING,
  /** The request has been performed, and no byte of the answer is sent. */
  BEFORE_ANSWER,
  /** The request has been performed; the fault is in the status line or the headers. */
  IN_HEADERS,
  /** The request has been performed; the headers are whole, the body is not. */
  MID_BODY,
  /** The request has been performed, and its answer sent whole. */
  AFTER_ANSWER;

  /**
   * Tells whether the service performs the request.
   *
   * @return true if the request takes effect, whatever becomes of the answer
   */
  public boolean isPerformed() {
    return compareTo(BEFORE_ANSWER) >= 0;
  }
}
