package io.github.bankhub.feign;

/** An answer that cannot be read; the message says why, and shows nothing of the answer. */
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unreadable(String problem) {
    super(problem, null, false, false);
  }
}
