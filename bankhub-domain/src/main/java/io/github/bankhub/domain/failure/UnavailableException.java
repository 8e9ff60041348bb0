package io.github.bankhub.domain.failure;

/** Bank Hub cannot be reached, does not answer in time, or fails. */
public final class UnavailableException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /**
   * Creates the exception.
   *
   * @param call the facts of the call
   * @param reason the kind of failure
   * @param detail what was seen; holds no secret
   */
  public UnavailableException(CallDetails call, Reason reason, String detail) {
    super("Unavailable, " + reason + ": " + detail, call);
    this.reason = reason;
  }

  /**
   * The kind of failure.
   *
   * @return why Bank Hub is not available
   */
  public Reason reason() {
    return reason;
  }

  @Override
  public boolean isTransient() {
    return reason != Reason.INTERRUPTED && reason != Reason.CLOSED;
  }

  /** Why Bank Hub is not available. */
  public enum Reason {
    /** No connection could be made: name resolution, refusal, TLS. */
    CONNECT,
    /** There was no full answer in time. */
    TIMEOUT,
    /** The connection broke before the answer was whole. */
    RESET,
    /** Bank Hub answered that it failed. */
    SERVER_ERROR,
    /** The circuit breaker is open, because too many calls failed. */
    CIRCUIT_OPEN,
    /** This side has too much to do: no place among the concurrent calls, or over its own rate. */
    OVERLOAD,
    /** The calling thread was interrupted; its flag is set. */
    INTERRUPTED,
    /** The hub of this side has been closed, and makes no more calls. */
    CLOSED
  }
}
