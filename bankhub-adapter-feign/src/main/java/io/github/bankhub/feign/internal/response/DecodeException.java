package io.github.bankhub.feign.internal.response;

/** A body that cannot be decoded. The message says why, and shows nothing of the body. */
public final class DecodeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DecodeException(String problem) {
    super(problem, null, false, false);
  }
}
