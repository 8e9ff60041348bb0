package io.github.bankhub.domain.auth;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.internal.JsonFields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bearer token of a client, with the span of time for which SePay granted it.
 *
 * <p>Immutable; printing it shows the span and masks the token. Two access tokens are equal if they
 * are the same token, whatever span each was seen with. Source: page "Token", {@code access_token}
 * and {@code ttl}.
 */
public final class AccessToken extends Secret {

  private static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(5);

  private static final Duration MAX_LIFETIME = Duration.ofDays(1);

  private final Instant issuedAt;
  private final Instant expiresAt;

  /**
   * Keeps the token and its span.
   *
   * @param value the token, visible ASCII characters only
   * @param issuedAt when the span begins: the instant at which the token was asked for
   * @param expiresAt when the span ends; after {@code issuedAt}
   * @throws InvalidFieldException if the token is null or blank or cannot stand in a header, or if
   *     the span is null, empty or negative
   */
  public AccessToken(String value, Instant issuedAt, Instant expiresAt) {
    super("access_token", value);
    if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new InvalidFieldException(
          "access_token", "holds a character that no header carries", "visible ASCII characters");
    }
    this.issuedAt = Check.requirePresent("issued_at", issuedAt, "the instant of the request");
    this.expiresAt =
        Check.requirePresent("expires_at", expiresAt, "the instant at which the token ends");
    if (!expiresAt.isAfter(issuedAt)) {
      throw new InvalidFieldException(
          "expires_at", "is " + expiresAt, "an instant after " + issuedAt);
    }
  }

  /**
   * The access token in a response.
   *
   * @param response the fields of the JSON object: {@code access_token}, and {@code ttl} in seconds
   * @param requestedAt the instant of the request, from which the lifetime counts
   * @return the token; it expires after one day at most, and after five minutes if {@code ttl} is
   *     missing, unreadable or less than one second
   * @throws InvalidFieldException if {@code access_token} is missing or cannot stand in a header
   */
  public static AccessToken of(
      Map<String, ? extends @Nullable Object> response, Instant requestedAt) {
    JsonFields fields = JsonFields.of(response, ZoneOffset.UTC);
    Duration lifetime = fields.seconds("ttl", MAX_LIFETIME).orElse(ASSUMED_LIFETIME);
    String value =
        fields.text("access_token").orElseThrow(() -> JsonFields.missing("access_token"));
    return new AccessToken(value, requestedAt, requestedAt.plus(lifetime));
  }

  /**
   * The begin of the span.
   *
   * @return the instant at which the token was asked for
   */
  public Instant issuedAt() {
    return issuedAt;
  }

  /**
   * The end of the span.
   *
   * @return the first instant at which the token is no longer good
   */
  public Instant expiresAt() {
    return expiresAt;
  }

  /**
   * The length of the span.
   *
   * @return the token's life, positive
   */
  public Duration lifetime() {
    return Duration.between(issuedAt, expiresAt);
  }

  /**
   * Tells whether the token's span is over. SePay may refuse a token earlier than that.
   *
   * @param now the instant to judge at
   * @return true from {@link #expiresAt()} on
   */
  public boolean hasExpiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Returns the span, and stars for the token. */
  @Override
  public String toString() {
    return "AccessToken[" + super.toString() + ", " + issuedAt + " to " + expiresAt + "]";
  }
}
