package io.github.bankhub.feign.internal.response;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which any character may be escaped: as in JSON, in a URL, or in HTML. Immutable.
 *
 * <p>It searches without a regular expression. That would need a stack as deep as the secret is
 * long, and a long access token would overflow it.
 */
final class EscapedText {

  private static final Pattern ESCAPE =
      Pattern.compile(
          "(?is)\\\\u([0-9a-f]{4})|%([0-9a-f]{2})|&#x0*([0-9a-f]{1,4});"
              + "|&#0*([0-9]{1,5});|&(amp|lt|gt|quot|apos);|\\\\(.)");

  private static final Map<String, Character> ENTITIES =
      Map.of("amp", '&', "lt", '<', "gt", '>', "quot", '"', "apos", '\'');

  private final String text;
  private final boolean hasEscapes;

  /** The end of the escape that begins at each position; 0 if none begins there. */
  private final int[] ends;

  /** The character of that escape. */
  private final char[] escaped;

  EscapedText(String text) {
    this.text = text;
    this.hasEscapes = text.indexOf('\\') >= 0 || text.indexOf('%') >= 0 || text.indexOf('&') >= 0;
    this.ends = new int[hasEscapes ? text.length() + 1 : 0];
    this.escaped = new char[ends.length];
    if (hasEscapes) {
      findEscapes();
    }
  }

  private void findEscapes() {
    Matcher matcher = ESCAPE.matcher(text);
    for (int position = 0; position < text.length(); position++) {
      if (beginsEscape(text.charAt(position))
          && matcher.region(position, text.length()).lookingAt()) {
        ends[position] = matcher.end();
        escaped[position] = character(matcher);
      }
    }
  }

  private static boolean beginsEscape(char character) {
    return character == '\\' || character == '%' || character == '&';
  }

  private static char character(Matcher escape) {
    for (int group = 1; group <= 4; group++) {
      if (escape.group(group) != null) {
        return (char) Integer.parseInt(escape.group(group), group == 4 ? 10 : 16);
      }
    }
    String entity = escape.group(5);
    return entity == null
        ? escape.group(6).charAt(0)
        : Objects.requireNonNull(ENTITIES.get(entity.toLowerCase(Locale.ROOT)));
  }

  /** {@return the text with a mask for each occurrence of the secret, escaped or not} */
  String mask(String secret, String mask) {
    if (secret.isEmpty()) {
      return text;
    }
    // Most bodies have no escape, and some are long.
    if (!hasEscapes) {
      return text.replace(secret, mask);
    }
    StringBuilder masked = new StringBuilder(text.length());
    int position = 0;
    while (position < text.length()) {
      int end = Math.max(end(position, secret, true), end(position, secret, false));
      if (end < 0) {
        masked.append(text.charAt(position));
        position++;
      } else {
        masked.append(mask);
        position = end;
      }
    }
    return masked.toString();
  }

  /**
   * {@return the end of the secret at a position; -1 if it is not there}
   *
   * @param isDecoded whether to read an escape where the character itself matches too
   */
  private int end(int position, String secret, boolean isDecoded) {
    int end = position;
    for (int index = 0; index < secret.length() && end >= 0; index++) {
      end = end(end, secret.charAt(index), isDecoded);
    }
    return end;
  }

  private int end(int position, char character, boolean isDecoded) {
    int decoded = ends[position] > 0 && escaped[position] == character ? ends[position] : -1;
    int literal =
        position < text.length() && text.charAt(position) == character ? position + 1 : -1;
    int first = isDecoded ? decoded : literal;
    return first >= 0 ? first : Math.max(decoded, literal);
  }
}
