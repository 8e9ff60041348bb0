package io.github.bankhub.domain.failure;

/**
 * A call to Bank Hub that failed, whatever the reason.
 *
 * <p>There is one subclass for each decision that a caller can take. Messages are in English and
 * hold no secret; what SePay wrote is kept beside them, mostly in Vietnamese.
 */
public abstract sealed class BankHubException extends RuntimeException
    permits AccessDeniedException,
        BlockedByFirewallException,
        InvalidRequestException,
        NotFoundException,
        RateLimitedException,
        UnavailableException,
        MalformedResponseException {

  private static final long serialVersionUID = 1L;

  private final CallDetails call;

  BankHubException(String message, CallDetails call) {
    super(message + " [" + call + "]");
    this.call = call;
  }

  /**
   * The facts of the call.
   *
   * @return operation, delivery, status, attempts, time, and on request an excerpt of the answer
   */
  public CallDetails call() {
    return call;
  }

  /**
   * What became of the request.
   *
   * @return whether the request can have been performed
   */
  public RequestOutcome requestOutcome() {
    return call.requestOutcome();
  }

  /**
   * Tells whether the same request could succeed later, without anyone changing anything. Whether
   * it may be sent again is another question: see {@link #requestOutcome()}.
   *
   * @return true if the cause can pass
   */
  public abstract boolean isTransient();
}
