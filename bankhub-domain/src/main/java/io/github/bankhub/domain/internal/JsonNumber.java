package io.github.bankhub.domain.internal;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers in the fields of a JSON object, as a JSON number or as text. The page {@code values.md}
 * has a table of forms.
 */
final class JsonNumber {

  // A longer number is not an amount, and is slow to parse.
  private static final int MAX_LENGTH = 40;

  /** As JSON writes a number. */
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  /** In Vietnam, {@code 1.000} is one thousand. In JSON, it is one. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile("-?[1-9][0-9]{0,2}\\.[0-9]{3}(?:[eE].*)?");

  private JsonNumber() {}

  /** {@return the number; empty if there is none, or if its scale is beyond 40} */
  static Optional<BigDecimal> read(Object value) {
    return limited(value).filter(number -> Math.abs((long) number.scale()) <= MAX_LENGTH);
  }

  /** {@return the number, whatever its exponent} */
  static Optional<BigDecimal> limited(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
    }
    String text = value.toString().strip();
    boolean isAmbiguous = !(value instanceof Number) && AMBIGUOUS.matcher(text).matches();
    return text.length() > MAX_LENGTH || isAmbiguous || !NUMBER.matcher(text).matches()
        ? Optional.empty()
        : parse(text);
  }

  private static Optional<BigDecimal> parse(String number) {
    try {
      return Optional.of(new BigDecimal(number));
    } catch (NumberFormatException e) {
      // The exponent is out of range.
      return Optional.empty();
    }
  }
}
