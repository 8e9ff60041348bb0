package io.github.bankhub.feign;

import java.time.Duration;

/** A failure that Resilience4j is to repeat, after a pause that fits into the call. */
final class Again extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final AttemptFailed failure;
  private final Duration pause;

  Again(AttemptFailed failure, Duration pause) {
    super(null, null, false, false);
    this.failure = failure;
    this.pause = pause;
  }

  AttemptFailed failure() {
    return failure;
  }

  long pauseMillis() {
    return pause.toMillis();
  }
}
