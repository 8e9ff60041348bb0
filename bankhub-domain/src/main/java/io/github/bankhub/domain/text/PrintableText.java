package io.github.bankhub.domain.text;

import java.util.regex.Pattern;

/**
 * Text without control characters. Any other text in a message or log could forge a line, control a
 * terminal, or show its characters in another order.
 */
public final class PrintableText {

  /** ISO control characters, bidi controls, line and paragraph separators, lone surrogates. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069]");

  private PrintableText() {}

  /**
   * {@return the text with a space for each control character} Nothing is removed: the rest could
   * join to a secret that was redacted in parts.
   */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  /** {@return whether the text has no control character} */
  public static boolean isPrintable(String text) {
    return !CONTROL.matcher(text).find();
  }
}
