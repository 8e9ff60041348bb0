package io.github.bankhub.feign.internal.call;

import java.time.Duration;

/** Reports to Resilience4j that an attempt is retried after a backoff. */
final class RetryPause extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration backoff;

  RetryPause(Duration backoff) {
    super(null, null, false, false);
    this.backoff = backoff;
  }

  long backoffMillis() {
    return backoff.toMillis();
  }
}
