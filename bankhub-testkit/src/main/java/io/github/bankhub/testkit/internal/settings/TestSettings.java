package io.github.bankhub.testkit.internal.settings;

import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.page.BankRejection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings that a test can change. Not thread-safe. */
public final class TestSettings {

  /** More than a test looks at, and little enough for a heap of 32 MB. */
  public static final int DEFAULT_HISTORY_SIZE = 2_000;

  public static final Duration MAX_LIFETIME = Duration.ofDays(36_500);

  private ErrorStyle errorStyle = ErrorStyle.OBSERVED;
  // Assumed: SePay says that link tokens and sessions expire, but not when.
  private Duration linkTokenLifetime = Duration.ofMinutes(30);
  private Duration sessionLifetime = Duration.ofMinutes(15);

  @SuppressWarnings("CanonicalDuration") // SePay counts in seconds.
  private Duration accessTokenLifetime = Duration.ofSeconds(60_000);

  private volatile int historySize = DEFAULT_HISTORY_SIZE;
  private volatile boolean ignoresUnknownFields;
  private boolean inactivates;
  private boolean simulates = true;
  private boolean usesInactivedSpelling;
  private @Nullable BankRejection nextRejection;

  /** {@return whether transactions can be simulated, as in the sandbox} */
  public boolean simulates() {
    return simulates;
  }

  public void setSimulates(boolean isAllowed) {
    simulates = isAllowed;
  }

  public ErrorStyle errorStyle() {
    return errorStyle;
  }

  public void setErrorStyle(ErrorStyle style) {
    errorStyle = style;
  }

  public Duration linkTokenLifetime() {
    return linkTokenLifetime;
  }

  public void setLinkTokenLifetime(Duration lifetime) {
    linkTokenLifetime = wholeSeconds("a token", lifetime);
  }

  public Duration sessionLifetime() {
    return sessionLifetime;
  }

  public void setSessionLifetime(Duration lifetime) {
    sessionLifetime = wholeSeconds("a session", lifetime);
  }

  public Duration accessTokenLifetime() {
    return accessTokenLifetime;
  }

  public void setAccessTokenLifetime(Duration lifetime) {
    accessTokenLifetime = wholeSeconds("a token", lifetime);
  }

  /** Can be called without a lock. */
  public int historySize() {
    return historySize;
  }

  public void setHistorySize(int size) {
    historySize = checkHistorySize(size);
  }

  public static int checkHistorySize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("history size is " + size + "; expected: 1 or more");
    }
    return size;
  }

  /** Can be called without a lock. */
  public boolean ignoresUnknownFields() {
    return ignoresUnknownFields;
  }

  public void setIgnoresUnknownFields(boolean ignores) {
    ignoresUnknownFields = ignores;
  }

  public boolean inactivates() {
    return inactivates;
  }

  public void setInactivates(boolean only) {
    inactivates = only;
  }

  public boolean usesInactivedSpelling() {
    return usesInactivedSpelling;
  }

  public void setInactivedSpelling(boolean inactived) {
    usesInactivedSpelling = inactived;
  }

  /** Rejects the next account or one-time password, in any page. */
  public void rejectNext(BankRejection reason) {
    nextRejection = reason;
  }

  public Optional<BankRejection> nextRejection() {
    return Optional.ofNullable(nextRejection);
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
