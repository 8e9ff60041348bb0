package io.github.bankhub.domain.failure;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bank Hub is unreachable, too slow or failing. */
public final class UnavailableException extends BankHubException {

  private static final long serialVersionUID = 1L;

  /** The reasons that do not disappear by themselves. */
  private static final Set<Reason> LASTING =
      EnumSet.of(Reason.INTERRUPTED, Reason.CLOSED, Reason.UNTRUSTED, Reason.INTERNAL);

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  /**
   * Creates the exception, without a time to wait.
   *
   * @param call the details of the call
   * @param reason the kind of failure
   * @param detail what happened; contains no secret
   */
  public UnavailableException(CallDetails call, Reason reason, String detail) {
    this(call, reason, detail, null);
  }

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param reason the kind of failure
   * @param detail what happened; contains no secret
   * @param retryAfter how long to wait, if the response contains it
   */
  public UnavailableException(
      CallDetails call, Reason reason, String detail, @Nullable Duration retryAfter) {
    super("Unavailable, " + reason + ": " + detail, call);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** {@return why Bank Hub is unavailable} */
  public Reason reason() {
    return reason;
  }

  /**
   * {@return how long to wait after the response, by its header {@code Retry-After}; empty if there
   * is no response, or it does not contain one} SePay documents none, but a gateway may send it.
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
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
    PROXY,
    /** This client failed, or code of the application that it calls, such as a clock. */
    INTERNAL
  }
}
