package io.github.bankhub.domain.text;

/**
 * Text without control characters. Any other text in a message or log could forge a line, control a
 * terminal, or show its characters in another order.
 */
public final class PrintableText {

  private PrintableText() {}

  /**
   * {@return the text with a space for each control character} Nothing is removed: the rest could
   * join to a secret that was redacted in parts.
   */
  public static String of(String text) {
    if (isPrintable(text)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> printable.appendCodePoint(isControl(c) ? ' ' : c));
    return printable.toString();
  }

  /** {@return whether the text has no control character} */
  public static boolean isPrintable(String text) {
    int length = text.length();
    for (int i = 0; i < length; ) {
      int c = text.codePointAt(i);
      if (isControl(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  /** ISO control characters, bidi controls, line and paragraph separators, lone surrogates. */
  private static boolean isControl(int c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x061C
        || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
