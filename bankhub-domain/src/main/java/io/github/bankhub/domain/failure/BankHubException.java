package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.text.PrintableText;

/**
 * A failed call to Bank Hub.
 *
 * <p>There is one subclass for each decision that a caller can make. Messages contain no secret.
 * They are in English, and can quote SePay's own text, which is mostly Vietnamese. Messages, texts
 * and excerpts have a space for each control character, so they can be logged.
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
    super(PrintableText.of(message + " [" + call + "]"));
    this.call = call;
  }

  /** {@return operation, outcome, status, attempts, time, and an excerpt of the response} */
  public CallDetails call() {
    return call;
  }

  /** {@return whether Bank Hub may have performed the request} */
  public RequestOutcome requestOutcome() {
    return call.requestOutcome();
  }

  /**
   * Whether the same request could succeed later without a change. Whether it is safe to send it
   * again is a separate question: see {@link #requestOutcome()}.
   *
   * @return true if the cause can disappear by itself: never, except for {@link
   *     RateLimitedException} and most kinds of {@link UnavailableException}
   */
  public boolean isTransient() {
    return false;
  }
}
