package io.github.bankhub.domain.internal;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.text.PrintableText;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks for the constructors of value types. Each names the field and describes the expected
 * value.
 */
public final class Check {

  /** A dot segment or a slash, perhaps encoded: some proxies decode a path twice. */
  private static final Pattern OTHER_PATH =
      Pattern.compile("(?is)(?:\\.|%2e){1,2}|.*(?:[/\\\\]|%2f|%5c).*");

  /** What {@link #requireDate} accepts. */
  public static final String DATE = "a date in the years 1 to 9999";

  private static final int MAX_DIGITS = 30;

  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private Check() {}

  /** {@return the value} Rejects null. */
  public static <T> T requirePresent(String field, @Nullable T value, String expected) {
    if (value == null) {
      throw new InvalidFieldException(field, "is required but was null", expected);
    }
    return value;
  }

  /**
   * {@return the unchanged text} Rejects null, blank text, and control characters such as line
   * breaks, which must not reach a log or header.
   */
  public static String requireText(String field, @Nullable String value, String expected) {
    String given = requirePresent(field, value, expected);
    if (given.isBlank()) {
      throw new InvalidFieldException(field, "is required but was blank", expected);
    }
    if (hasControl(given)) {
      throw new InvalidFieldException(field, "contains a control character", expected);
    }
    return given;
  }

  /** {@return the unchanged text} Also rejects a text with more characters than the maximum. */
  public static String requireText(
      String field, @Nullable String value, int maxLength, String expected) {
    String given = requireText(field, value, expected);
    int length = given.codePointCount(0, given.length());
    if (length > maxLength) {
      throw new InvalidFieldException(field, "has " + length + " characters", expected);
    }
    return given;
  }

  /**
   * {@return the amount without trailing zeros, so that equal amounts are equal, and without an
   * exponent} Rejects null, a negative amount, and more than 30 digits before or after the point.
   */
  public static BigDecimal requireAmount(
      String field, @Nullable BigDecimal amount, String expected) {
    BigDecimal given = requirePresent(field, amount, expected).stripTrailingZeros();
    if (given.signum() < 0
        || given.scale() > MAX_DIGITS
        || (long) given.precision() - given.scale() > MAX_DIGITS) {
      throw new InvalidFieldException(field, "is " + amount, expected);
    }
    return given.scale() < 0 ? given.setScale(0) : given;
  }

  /** {@return the text of a date, such as 2026-01-31} Rejects null and other years. */
  public static String requireDate(String field, @Nullable LocalDate date) {
    LocalDate given = requirePresent(field, date, DATE);
    if (given.getYear() < 1 || given.getYear() > 9999) {
      throw new InvalidFieldException(field, "is " + given, DATE);
    }
    return given.toString();
  }

  /**
   * Rejects a request field that cannot be sent. Never shows the value.
   *
   * @param isBody whether the field is part of a JSON body, which can carry lists and objects too
   */
  public static void requireSendable(String field, @Nullable Object value, boolean isBody) {
    boolean isSendable = isBody ? isJson(value) : isScalar(value);
    if (field == null || !isSendable) {
      throw new InvalidFieldException(
          String.valueOf(field),
          "cannot be sent",
          "text, a number or a boolean" + (isBody ? ", or a list or map of them" : ""));
    }
  }

  /** Rejects all fields but the bytes of a file. Never shows a value. */
  public static void requireFile(String field, Map<String, ?> fields) {
    if (fields.size() != 1 || !(fields.get(field) instanceof byte[])) {
      throw new InvalidFieldException(field, "cannot be sent", "an array of bytes, alone");
    }
  }

  /** Rejects an id that, as part of a path, a proxy could take for another path. */
  public static void requirePathSegment(String field, @Nullable Object id) {
    String expected = "an id without slash, backslash or control character, and not . or ..";
    String given = requireText(field, String.valueOf(id), expected);
    if (OTHER_PATH.matcher(given).matches()) {
      throw new InvalidFieldException(field, "is \"" + given + "\"", expected);
    }
  }

  private static boolean isJson(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(Check::isJson);
    }
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(String.class::isInstance)
          && map.values().stream().allMatch(Check::isJson);
    }
    return isScalar(value);
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String
        || value instanceof Boolean
        || (value instanceof Number && !NOT_FINITE.contains(value.toString()));
  }

  /** {@return the text of an address to be shown} Its query may contain a key. */
  public static String withoutQuery(URI address) {
    return address.toString().replaceFirst("(?s)[?#].*", "");
  }

  /** {@return whether the text contains a control character, such as a line break} */
  static boolean hasControl(String text) {
    return !PrintableText.isPrintable(text);
  }

  /**
   * Returns the unchanged text of a secret for a header. Rejects text that a header cannot carry
   * unchanged. Never shows the secret.
   */
  public static String requireHeaderValue(String field, @Nullable String secret) {
    String expected = "visible ASCII characters, without surrounding spaces";
    String given = requireText(field, secret, expected);
    if (!given.equals(given.strip()) || given.chars().anyMatch(c -> c > '~')) {
      throw new InvalidFieldException(field, "is not valid in a header", expected);
    }
    return given;
  }
}
