package io.github.bankhub.domain.port;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import java.time.Duration;

/** Checks of leases. */
final class Leases {

  private static final String EXPECTED = "a positive duration of at most a day";

  private Leases() {}

  static Duration requirePositive(Duration lease) {
    Check.requirePresent("lease", lease, EXPECTED);
    if (lease.isNegative() || lease.isZero() || lease.compareTo(Duration.ofDays(1)) > 0) {
      throw new InvalidFieldException("lease", "is " + lease, EXPECTED);
    }
    return lease;
  }
}
