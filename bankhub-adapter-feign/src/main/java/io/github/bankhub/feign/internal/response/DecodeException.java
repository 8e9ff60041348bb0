package io.github.bankhub.feign.internal.response;

/** An answer that cannot be read; the message says why, and shows nothing of the answer. */
public final class DecodeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DecodeException(String problem) {
    super(problem, null, false, false);
  }
}
