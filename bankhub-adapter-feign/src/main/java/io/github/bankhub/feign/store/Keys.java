package io.github.bankhub.feign.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Keys that every database compares exactly: short, and without spaces. */
final class Keys {

  private static final Pattern PLAIN = Pattern.compile("[!-~]{1,100}");

  private Keys() {}

  /** {@return a readable key, or a hash of a text that is long or has unusual characters} */
  static String of(String prefix, String text) {
    return PLAIN.matcher(text).matches() ? prefix + text : hashed(prefix, text);
  }

  /** {@return a key that does not show its text} */
  static String hashed(String prefix, String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return prefix + "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }
}
