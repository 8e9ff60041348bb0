package io.github.bankhub.domain.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bank Hub received too many requests. Wait before you send again. */
public final class RateLimitedException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param retryAfter how long to wait, if the response contains it
   */
  public RateLimitedException(CallDetails call, @Nullable Duration retryAfter) {
    super(
        "Rate limited: "
            + (retryAfter == null
                ? "no retry time was given"
                : "retry after " + retryAfter.plusMillis(999).toSeconds() + " s"),
        call);
    this.retryAfter = retryAfter;
  }

  /** {@return how long to wait after the response; empty if the response does not contain it} */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
