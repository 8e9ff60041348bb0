package io.github.bankhub.domain.auth;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be shown.
 *
 * <p>Immutable. {@link #toString()} prints stars; {@link #reveal()} is the one way to the value.
 * Two secrets are equal if they are of the same class and hold the same text, and comparing them
 * takes the same time wherever they differ. Not serializable.
 */
public abstract class Secret {

  private static final String MASK = "***";

  private final String value;

  /**
   * Checks and keeps the value.
   *
   * @param field the name used in errors
   * @param value the secret, not blank and without control characters
   * @throws InvalidFieldException if the value is null or blank or holds a control character (such
   *     as the line break of a copied text); never shows the value
   */
  protected Secret(String field, @Nullable String value) {
    String expected = "the secret exactly as it was issued, without line breaks";
    this.value = Check.requireText(field, value, expected);
  }

  /**
   * The value itself. Whoever calls this keeps it out of logs, messages and metrics.
   *
   * @return the secret text
   */
  public final String reveal() {
    return value;
  }

  /**
   * Tells whether a text that somebody sent is this secret. The time it takes depends on the length
   * of that text alone: neither on this secret's length nor on where the two differ.
   *
   * @param given the text to judge
   * @return whether it is the secret, letter for letter
   */
  public final boolean matches(String given) {
    // The order matters: isEqual takes its time from its first argument.
    return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), bytes());
  }

  /**
   * Compares in constant time.
   *
   * @param other any object
   * @return whether the other is a secret of the same class with the same text
   */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Secret that
        && getClass() == that.getClass()
        && MessageDigest.isEqual(bytes(), that.bytes());
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  /** Returns stars. */
  @Override
  public String toString() {
    return MASK;
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
