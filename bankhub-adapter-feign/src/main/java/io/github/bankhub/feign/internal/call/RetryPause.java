package io.github.bankhub.feign.internal.call;

import java.time.Duration;

/** Tells Resilience4j that an attempt is repeated after a pause. */
final class RetryPause extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration pause;

  RetryPause(Duration pause) {
    super(null, null, false, false);
    this.pause = pause;
  }

  long pauseMillis() {
    return pause.toMillis();
  }
}
