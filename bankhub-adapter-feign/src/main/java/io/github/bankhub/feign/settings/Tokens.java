package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.time.Duration;

/**
 * The renewal of access tokens. Immutable.
 *
 * <p>Each {@code with…} method returns a changed copy, and checks as the constructor does.
 *
 * @param renewalMargin how long before its expiry a token is renewed: zero to a day. A tenth of the
 *     token's lifetime is used if that is shorter
 * @param failureBackoff how long no other token is requested after Bank Hub failed or rate-limited
 *     a request for one: zero to a day. Meanwhile, calls fail with that failure. A longer {@code
 *     Retry-After} replaces it, up to a minute; zero turns both off
 */
public record Tokens(Duration renewalMargin, Duration failureBackoff) {

  /** 1 min and 1 s. No token expires on its way, and a failing service gets a backoff. */
  public static final Tokens DEFAULT = new Tokens(Duration.ofMinutes(1), Duration.ofSeconds(1));

  /**
   * Checks the durations.
   *
   * @throws InvalidFieldException if one is null, negative or longer than a day
   */
  public Tokens {
    Check.requireZeroToDay("renewalMargin", renewalMargin);
    Check.requireZeroToDay("failureBackoff", failureBackoff);
  }

  /** {@return a copy with another time before the expiry at which a token is renewed} */
  public Tokens withRenewalMargin(Duration value) {
    return new Tokens(value, failureBackoff);
  }

  /** {@return a copy with another time without a request for a token after a failed one} */
  public Tokens withFailureBackoff(Duration value) {
    return new Tokens(renewalMargin, value);
  }
}
