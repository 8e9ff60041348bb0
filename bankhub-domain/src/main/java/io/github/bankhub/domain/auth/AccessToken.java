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
 * A client's bearer token and its validity period.
 *
 * <p>Immutable. Printing it shows the period and masks the token. Two access tokens are equal if
 * their texts are equal, regardless of the period. Source: page "Token", {@code access_token} and
 * {@code ttl}.
 */
public final class AccessToken extends Secret {

  private static final Duration ASSUMED_LIFETIME = Duration.ofMinutes(5);

  private static final Duration MAX_LIFETIME = Duration.ofDays(1);

  private final Instant issuedAt;
  private final Instant expiresAt;

  /**
   * Creates a token.
   *
   * @param value the token, visible ASCII characters only
   * @param issuedAt the start of the validity period: the instant of the token request
   * @param expiresAt the end of the validity period; after {@code issuedAt}
   * @throws InvalidFieldException if an argument is null, the token is blank or not valid in a
   *     header, or {@code expiresAt} is not after {@code issuedAt}
   */
  public AccessToken(String value, Instant issuedAt, Instant expiresAt) {
    super("access_token", value);
    if (!isVisibleAscii(value)) {
      throw new InvalidFieldException(
          "access_token",
          "contains a character that is not valid in a header",
          "visible ASCII characters");
    }
    this.issuedAt = Check.requirePresent("issued_at", issuedAt, "the instant of the request");
    this.expiresAt =
        Check.requirePresent("expires_at", expiresAt, "the instant at which the token expires");
    if (!expiresAt.isAfter(issuedAt)) {
      throw new InvalidFieldException(
          "expires_at", "is " + expiresAt, "an instant after " + issuedAt);
    }
  }

  private static boolean isVisibleAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads an access token from a response.
   *
   * @param response the fields of the JSON object: {@code access_token}, and {@code ttl} in seconds
   * @param requestedAt the instant of the request, from which the lifetime counts
   * @return the token; it expires after one day at most, and after five minutes if {@code ttl} is
   *     missing, unreadable or less than one second
   * @throws InvalidFieldException if {@code access_token} is missing or not valid in a header
   */
  public static AccessToken of(
      Map<String, ? extends @Nullable Object> response, Instant requestedAt) {
    JsonFields fields = JsonFields.uncopied(response, ZoneOffset.UTC);
    Duration lifetime = fields.seconds("ttl", MAX_LIFETIME).orElse(ASSUMED_LIFETIME);
    String value =
        fields.text("access_token").orElseThrow(() -> JsonFields.missing("access_token"));
    return new AccessToken(value, requestedAt, requestedAt.plus(lifetime));
  }

  /** {@return the start of the validity period: the instant of the token request} */
  public Instant issuedAt() {
    return issuedAt;
  }

  /** {@return the end of the validity period: the first instant at which the token is expired} */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** {@return the length of the validity period, positive} */
  public Duration lifetime() {
    return Duration.between(issuedAt, expiresAt);
  }

  /**
   * Whether the token's validity period is over. SePay may reject a token earlier.
   *
   * @param now the instant to compare with
   * @return true from {@link #expiresAt()} on
   */
  public boolean hasExpiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** {@return the validity period, and stars for the token} */
  @Override
  public String toString() {
    return "AccessToken[" + super.toString() + ", " + issuedAt + " to " + expiresAt + "]";
  }
}
