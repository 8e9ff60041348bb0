package io.github.bankhub.domain.failure;

/**
 * What became of the request behind a failure: the ground for deciding whether to send it again.
 */
public enum RequestOutcome {
  /** The request never reached Bank Hub, so it was not performed. */
  NOT_SENT,
  /** Bank Hub answered that it refuses the request, so it was not performed. */
  REJECTED,
  /** The request was sent, and nothing tells whether it was performed. */
  UNKNOWN
}
