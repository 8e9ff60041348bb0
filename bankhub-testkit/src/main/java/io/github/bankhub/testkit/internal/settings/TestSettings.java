package io.github.bankhub.testkit.internal.settings;

import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.BankRejection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings that a test can change. Not thread-safe. */
public final class TestSettings {

  private static final Duration MAX_LIFETIME = Duration.ofDays(36_500);

  private ErrorStyle errorStyle = ErrorStyle.OBSERVED;
  // Assumed: SePay says that link tokens and sessions expire, but not when.
  private Duration linkTokenLifetime = Duration.ofMinutes(30);
  private Duration sessionLifetime = Duration.ofMinutes(15);

  @SuppressWarnings("CanonicalDuration") // SePay counts in seconds.
  private Duration accessTokenLifetime = Duration.ofSeconds(60_000);

  private boolean inactivates;
  private boolean usesInactivedSpelling;
  private @Nullable BankRejection nextRejection;

  /** {@return the style of error responses} */
  public ErrorStyle errorStyle() {
    return errorStyle;
  }

  /** Sets the style of error responses. */
  public void setErrorStyle(ErrorStyle style) {
    errorStyle = style;
  }

  /** {@return the lifetime of a new link token} */
  public Duration linkTokenLifetime() {
    return linkTokenLifetime;
  }

  /** Sets the lifetime of later link tokens. */
  public void setLinkTokenLifetime(Duration lifetime) {
    linkTokenLifetime = wholeSeconds("a token", lifetime);
  }

  /** {@return the lifetime of a new session} */
  public Duration sessionLifetime() {
    return sessionLifetime;
  }

  /** Sets the lifetime of later sessions. */
  public void setSessionLifetime(Duration lifetime) {
    sessionLifetime = wholeSeconds("a session", lifetime);
  }

  /** {@return the lifetime of a new access token} */
  public Duration accessTokenLifetime() {
    return accessTokenLifetime;
  }

  /** Sets the lifetime of later access tokens. */
  public void setAccessTokenLifetime(Duration lifetime) {
    accessTokenLifetime = wholeSeconds("a token", lifetime);
  }

  /** {@return whether unlinking only inactivates an account} */
  public boolean inactivates() {
    return inactivates;
  }

  /** Sets whether unlinking only inactivates an account. */
  public void setInactivates(boolean only) {
    inactivates = only;
  }

  /** {@return whether an event is called {@code BANK_ACCOUNT_INACTIVED}} */
  public boolean usesInactivedSpelling() {
    return usesInactivedSpelling;
  }

  /** Sets whether an event is called {@code BANK_ACCOUNT_INACTIVED}. */
  public void setInactivedSpelling(boolean inactived) {
    usesInactivedSpelling = inactived;
  }

  /** Rejects the next account or one-time password, in any page. */
  public void rejectNext(BankRejection reason) {
    nextRejection = reason;
  }

  /** Returns the rejection for the input of a user, and removes it. */
  public Optional<BankRejection> takeNextRejection() {
    BankRejection taken = nextRejection;
    nextRejection = null;
    return Optional.ofNullable(taken);
  }

  private static Duration wholeSeconds(String what, Duration lifetime) {
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException(
          what + " lives for at least a second, not for " + lifetime);
    }
    if (lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          what + " lives for at most 36,500 days, not for " + lifetime);
    }
    return lifetime.truncatedTo(ChronoUnit.SECONDS);
  }
}
