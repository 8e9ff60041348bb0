package io.github.bankhub.domain.internal;

import io.github.bankhub.domain.failure.InvalidFieldException;
import org.jspecify.annotations.Nullable;

/** Checks at the door of a value type: each names the field and says what would be right. */
public final class Check {

  private Check() {}

  /** Returns the value, or refuses null. */
  public static <T> T requirePresent(String field, @Nullable T value, String expected) {
    if (value == null) {
      throw new InvalidFieldException(field, "is required but was null", expected);
    }
    return value;
  }

  /**
   * Returns the text unchanged, or refuses null, blank text, and control characters such as line
   * breaks, which a log or a header must not meet.
   */
  public static String requireText(String field, @Nullable String value, String expected) {
    String given = requirePresent(field, value, expected);
    if (given.isBlank()) {
      throw new InvalidFieldException(field, "is required but was blank", expected);
    }
    if (hasControl(given)) {
      throw new InvalidFieldException(field, "holds a control character", expected);
    }
    return given;
  }

  /** Whether the text holds a control character, such as a line break. */
  static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /**
   * Returns the text of a secret that travels in a header, or refuses what no header carries, or
   * carries changed. Never shows it.
   */
  public static String requireHeaderValue(String field, @Nullable String secret) {
    String expected = "visible ASCII characters, without blanks around them";
    String given = requireText(field, secret, expected);
    if (!given.equals(given.strip()) || given.chars().anyMatch(c -> c > '~')) {
      throw new InvalidFieldException(field, "cannot stand in a header", expected);
    }
    return given;
  }
}
