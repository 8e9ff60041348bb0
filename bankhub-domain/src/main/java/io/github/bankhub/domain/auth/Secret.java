package io.github.bankhub.domain.auth;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be shown.
 *
 * <p>Immutable. {@link #toString()} prints stars; only {@link #reveal()} returns the value. Two
 * secrets are equal if they have the same class and the same text. The comparison takes constant
 * time. Not serializable; the text is transient, so that libraries that write fields, such as
 * Jackson and Gson, omit it.
 */
public abstract class Secret implements NoJsonForm {

  private static final String MASK = "***";

  private final transient String value;

  /**
   * Creates the secret.
   *
   * @param field the name used in errors
   * @param value the secret, not blank and without control characters
   * @throws InvalidFieldException if the value is null or blank or contains a control character,
   *     such as the line break of a copied text; never shows the value
   */
  protected Secret(String field, @Nullable String value) {
    String expected = "the secret exactly as issued, without line breaks";
    this.value = Check.requireText(field, value, expected);
  }

  /** {@return the secret text} Keep it out of logs, messages and metrics. */
  public final String reveal() {
    return value;
  }

  /**
   * Compares a received text with this secret. The time depends only on the length of that text,
   * not on this secret's length nor on where the two differ.
   *
   * @param given the received text
   * @return whether it is exactly the secret
   */
  public final boolean matches(String given) {
    // The order matters: the time of isEqual depends on the length of its first argument.
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

  /** {@return stars} */
  @Override
  public String toString() {
    return MASK;
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
