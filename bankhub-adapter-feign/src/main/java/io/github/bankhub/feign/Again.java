package io.github.bankhub.feign;

import java.time.Duration;

/** Tells Resilience4j that an attempt is repeated after a pause. */
final class Again extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration pause;

  Again(Duration pause) {
    super(null, null, false, false);
    this.pause = pause;
  }

  long pauseMillis() {
    return pause.toMillis();
  }
}
