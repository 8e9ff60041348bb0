package io.github.bankhub.domain.history;

/**
 * What came of a link token. The names are those of this library: SePay reports the outcome only by
 * events. See {@link LinkTokenDetails#outcome()}.
 */
public enum LinkOutcome {
  // If the events of a link token say several, the first of these constants is the outcome.

  /** The account is linked. */
  LINKED,

  /** The account is deactivated at SePay, and may still be linked at the bank. */
  INACTIVATED,

  /** The account is unlinked at the bank. */
  UNLINKED,

  /** The last session failed. The user needs a new link token. */
  FAILED,

  /** The link token was revoked. */
  REVOKED,

  /** The link token expired. */
  EXPIRED,

  /** The user left the page. The link can be opened again until it expires, which is assumed. */
  CANCELLED,

  /** Nothing has happened that ends it: ask again later. */
  PENDING,

  /** The link token is no longer active, and its details do not say why. */
  UNKNOWN;

  /** {@return whether it stays as it is, so that it need not be asked for again} */
  public boolean isFinal() {
    return this != CANCELLED && this != PENDING && this != UNKNOWN;
  }
}
