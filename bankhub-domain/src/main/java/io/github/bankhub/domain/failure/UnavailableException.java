package io.github.bankhub.domain.failure;

import java.util.EnumSet;
import java.util.Set;

/** Bank Hub is unreachable, too slow or failing. */
public final class UnavailableException extends BankHubException {

  private static final long serialVersionUID = 1L;

  /** The reasons that do not disappear by themselves. */
  private static final Set<Reason> LASTING =
      EnumSet.of(Reason.INTERRUPTED, Reason.CLOSED, Reason.UNTRUSTED);

  private final Reason reason;

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param reason the kind of failure
   * @param detail what happened; contains no secret
   */
  public UnavailableException(CallDetails call, Reason reason, String detail) {
    super("Unavailable, " + reason + ": " + detail, call);
    this.reason = reason;
  }

  /** {@return why Bank Hub is unavailable} */
  public Reason reason() {
    return reason;
  }

  @Override
  public boolean isTransient() {
    return reason == Reason.PROXY
        ? call().httpStatus().orElse(0) >= 500
        : !LASTING.contains(reason);
  }

  /** Why Bank Hub is unavailable. */
  public enum Reason {
    /** No connection: name resolution, connection refused, TLS. */
    CONNECT,
    /** No complete response in time. */
    TIMEOUT,
    /** The connection broke before the response was complete. */
    RESET,
    /** Bank Hub reported an internal failure. */
    SERVER_ERROR,
    /** The circuit breaker is open, because too many calls failed. */
    CIRCUIT_OPEN,
    /** This client is overloaded: no permit of the bulkhead, or its own rate limit is exceeded. */
    OVERLOAD,
    /** The calling thread was interrupted; its interrupt flag is set. */
    INTERRUPTED,
    /** This client has been closed. */
    CLOSED,
    /** The certificate of the server is not trusted, or is for another host. */
    UNTRUSTED,
    /**
     * The proxy did not pass the request on. The HTTP status is the proxy's. It is transient if the
     * status is 5xx.
     */
    PROXY
  }
}
