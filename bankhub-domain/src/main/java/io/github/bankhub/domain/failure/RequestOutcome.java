package io.github.bankhub.domain.failure;

/** What happened to the request of a failed call. It determines whether a retry is safe. */
public enum RequestOutcome {
  /** The request never reached Bank Hub, so it was not performed. */
  NOT_SENT,
  /** Bank Hub rejected the request, so it was not performed. */
  REJECTED,
  /** The request was sent, but it is unknown whether it was performed. */
  UNKNOWN
}
