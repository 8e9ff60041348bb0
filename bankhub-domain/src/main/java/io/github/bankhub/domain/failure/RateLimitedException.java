package io.github.bankhub.domain.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bank Hub asks to send less: wait, then send again. */
public final class RateLimitedException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /**
   * Creates the exception.
   *
   * @param call the facts of the call
   * @param retryAfter how long to wait, if the answer says so
   */
  public RateLimitedException(CallDetails call, @Nullable Duration retryAfter) {
    super(
        "Rate limited: "
            + (retryAfter == null
                ? "no time to wait was given"
                : "wait " + retryAfter.plusMillis(999).toSeconds() + " s"),
        call);
    this.retryAfter = retryAfter;
  }

  /**
   * How long to wait.
   *
   * @return the time from the answer on; empty if it does not say
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
