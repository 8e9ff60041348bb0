package io.github.bankhub.domain.history;

import io.github.bankhub.domain.internal.Check;
import java.util.Optional;

/**
 * The status of a link token: {@code status}. Immutable.
 *
 * <p>SePay's page "Get a link token" shows only {@code Active}; the other constants are assumed
 * from the names of the events. Any other value is preserved.
 *
 * @param value the status as SePay wrote it
 */
public record LinkTokenStatus(String value) {

  /** It opens the hosted page. */
  public static final LinkTokenStatus ACTIVE = new LinkTokenStatus("Active");

  /** It was used; the name is assumed. */
  public static final LinkTokenStatus COMPLETED = new LinkTokenStatus("Completed");

  /** It expired; the name is assumed. */
  public static final LinkTokenStatus EXPIRED = new LinkTokenStatus("Expired");

  /** It was revoked; the name is assumed. */
  public static final LinkTokenStatus REVOKED = new LinkTokenStatus("Revoked");

  /**
   * Checks the status.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character
   */
  public LinkTokenStatus {
    Check.requireText("status", value, "a status such as Active");
  }

  /** {@return what came of a link token with this status; empty if it is still active} */
  Optional<LinkOutcome> outcome() {
    if (equals(ACTIVE)) {
      return Optional.empty();
    }
    if (equals(REVOKED)) {
      return Optional.of(LinkOutcome.REVOKED);
    }
    return Optional.of(equals(EXPIRED) ? LinkOutcome.EXPIRED : LinkOutcome.UNKNOWN);
  }

  @Override
  public String toString() {
    return value;
  }
}
