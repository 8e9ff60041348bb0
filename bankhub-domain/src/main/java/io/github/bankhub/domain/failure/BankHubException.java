package io.github.bankhub.domain.failure;

/**
 * A call to Bank Hub that failed, whatever the reason.
 *
 * <p>There is one subclass for each decision that a caller can take. Messages are in English and
 * hold no secret; what SePay wrote is kept beside them, mostly in Vietnamese.
 */
public abstract sealed class BankHubException extends RuntimeException
    permits AccessDeniedException,
        BlockedAtEdgeException,
        InvalidRequestException,
        NotFoundException,
        RateLimitedException,
        UnavailableException,
        UnreadableAnswerException {

  private static final long serialVersionUID = 1L;

  private final FailedCall call;

  BankHubException(String message, FailedCall call) {
    super(message + " [" + call + "]");
    this.call = call;
  }

  /**
   * The facts of the call.
   *
   * @return operation, delivery, status, attempts, time, and on request an excerpt of the answer
   */
  public FailedCall call() {
    return call;
  }

  /**
   * What became of the request.
   *
   * @return whether the request can have been performed
   */
  public Delivery delivery() {
    return call.delivery();
  }

  /**
   * Tells whether the same request could succeed later, without anyone changing anything. Whether
   * it may be sent again is another question: see {@link #delivery()}.
   *
   * @return true if the cause can pass
   */
  public abstract boolean canPass();
}
